package io.agentmeter.functions.library.brake;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetOverride;
import io.agentmeter.budget.BudgetState;
import io.agentmeter.budget.Measure;
import io.agentmeter.budget.Verdict;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a person is told: which budget it is, how far it has got, and what comes next.
final class BudgetWords {
    private static final int MOST_WARNINGS = 3;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final OrganisationCalendar calendar;

    BudgetWords(OrganisationCalendar calendar) {
        this.calendar = calendar;
    }

    String warning(List<Finding> strictestFirst) {
        return strictestFirst.stream()
                .filter(finding -> finding.verdict() == Verdict.WARN)
                .limit(MOST_WARNINGS)
                .map(finding -> warning(finding.state()))
                .collect(Collectors.joining(" "));
    }

    private String warning(BudgetState state) {
        Optional<BudgetOverride> override = state.override();
        if (override.isPresent()) {
            return name(state) + " is used up (" + used(state) + "), and "
                    + orSomebody(override.get().by())
                    + " lets work go on until " + time(override.get().until()) + ": "
                    + override.get().reason() + ".";
        }
        Measure measure = state.budget().terms().limit().measure();
        String left = state.remaining().signum() > 0
                ? measure.text(state.remaining()) + " left"
                : measure.text(state.remaining().negate()) + " over it";
        return name(state) + ": " + used(state) + ", " + left
                + state.resetsAt().map(at -> " until " + time(at)).orElse("") + ".";
    }

    String refusal(Finding finding) {
        BudgetState state = finding.state();
        if (finding.isForOthers()) {
            return name(state) + ": " + used(state)
                    + ", and what other agents are doing right now may take the rest. Try again in a moment.";
        }
        String next = state.resetsAt()
                .map(at -> "It opens again on " + time(at) + "; an administrator can lift it before.")
                .orElse("An administrator can raise or lift it.");
        return name(state) + " is used up: " + used(state) + ". " + next;
    }

    /// Nobody knows how much is spent, and the budget says to wait in that case.
    String unknown(Budget budget) {
        return "Nobody can tell just now how much of the budget \"" + name(budget)
                + "\" is left, and it says to wait until somebody can. Try again in a moment.";
    }

    private static String name(BudgetState state) {
        String part = state.part().isEmpty() || state.budget().terms().isPerSession() ? "" : " of " + state.part();
        return "Budget \"" + name(state.budget()) + "\"" + part;
    }

    private static String name(Budget budget) {
        String name = budget.terms().name();
        return name.isEmpty() ? budget.id() : name;
    }

    private static String used(BudgetState state) {
        Measure measure = state.budget().terms().limit().measure();
        return measure.text(state.spent().amount()) + " of " + measure.text(state.limit()) + " used ("
                + state.percent().toPlainString() + " %)";
    }

    private static String orSomebody(String by) {
        return by.isEmpty() ? "an administrator" : by;
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(calendar.zone())) + " (" + calendar.zone().getId() + ")";
    }
}
