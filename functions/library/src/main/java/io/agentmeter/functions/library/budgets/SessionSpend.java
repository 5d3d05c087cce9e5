package io.agentmeter.functions.library.budgets;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.Spent;
import io.agentmeter.functions.library.rollups.RollupStore;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What sessions spent for a budget that may not be stored.
public record SessionSpend(RollupStore rollups, OrganisationCalendar calendar) {
    /// By part: the session's id where each session has the limit for itself.
    public SortedMap<String, Spent> ofDay(Budget budget, ClientDirectory clients, LocalDate day) {
        TreeMap<String, Spent> parts = new TreeMap<>();
        new DayUsage(rollups, calendar)
                .ofAllSessions(budget, clients, List.of(day))
                .forEach((key, spent) ->
                        parts.merge(budget.terms().isPerSession() ? key.session() : "", spent, Spent::plus));
        return parts;
    }
}
