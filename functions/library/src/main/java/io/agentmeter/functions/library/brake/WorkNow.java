package io.agentmeter.functions.library.brake;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.report.SessionView;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.usage.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// How many agents are at work, and what today has cost so far. Everybody who asks within two seconds gets the same.
public final class WorkNow {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final String ALL = "";

    private record Today(SortedMap<CellKey, Counters> cells, List<SessionDay> sessions) {}

    /// Whose work; empty text where it does not matter.
    public record Whose(String user, String project) {
        private boolean is(String otherUser, String otherProject) {
            return (user.isEmpty() || user.equals(otherUser)) && (project.isEmpty() || project.equals(otherProject));
        }
    }

    private final RollupStore rollups;
    private final OrganisationCalendar calendar;
    private final Remembered<String, Today> today = new Remembered<>(FRESH);

    public WorkNow(RollupStore rollups, OrganisationCalendar calendar) {
        this.rollups = rollups;
        this.calendar = calendar;
    }

    public long agents(Whose whose, Instant now) {
        return SessionView.of(today(now).sessions()).stream()
                .filter(session -> whose.is(
                        session.dimensions().user(), session.dimensions().project()))
                .filter(session -> session.state(calendar, now) == SessionView.State.ACTIVE)
                .count();
    }

    /// What today's requests cost that a subscription does not pay for.
    ///
    /// @param onlyApi leaves out requests of which nobody knows who pays: where there is a plan, it may well pay
    /// for them
    public Money api(Whose whose, boolean onlyApi, Instant now) {
        Money sum = Money.ZERO;
        for (Map.Entry<CellKey, Counters> cell : today(now).cells().entrySet()) {
            CellKey key = cell.getKey();
            boolean counts = onlyApi ? key.lane().equals("api") : !key.lane().equals("subscription");
            if (whose.is(key.user(), key.project()) && counts) {
                sum = sum.plus(cell.getValue().money(CounterNames.COST));
            }
        }
        return sum;
    }

    private Today today(Instant now) {
        LocalDate day = calendar.dayOf(now);
        return today.get(ALL, now, () -> new Today(rollups.cells(day, false), rollups.sessionDays(day)));
    }
}
