package io.agentmeter.functions.alert.watch;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.watch.Notices;
import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.functions.library.control.RateLimitHits;
import io.agentmeter.plan.PlanAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Looks at plans' windows that are nearly used up, and at rate limits that were reached.
final class PlanWatch implements Watch {
    /// What came later than this is history.
    private static final Duration NEWS = Duration.ofHours(1);

    private static final int MOST_HITS = 200;

    private final PlanStore plans;
    private final RateLimitHits hits;
    private final OrganisationCalendar calendar;
    private final Notices notices;

    PlanWatch(PlanStore plans, RateLimitHits hits, OrganisationCalendar calendar, Notices notices) {
        this.plans = plans;
        this.hits = hits;
        this.calendar = calendar;
        this.notices = notices;
    }

    @Override
    public List<Alert> look(Instant now) {
        LocalDate today = calendar.dayOf(now);
        List<Alert> alerts = new ArrayList<>();
        for (PlanAccount account : plans.accounts()) {
            account.windows().forEach((window, reading) -> {
                boolean holds = !PlanAccount.isStale(window, reading, now);
                if (holds && reading.usedPercent().compareTo(Notices.FULL_PERCENT) >= 0) {
                    alerts.add(notices.ofPlanWindow(account.account(), window, reading, today, now));
                }
            });
        }
        // The oldest hit of a day is the one that is told.
        hits.since(now.minus(NEWS), MOST_HITS).reversed().stream()
                .filter(hit -> !hit.at().isAfter(now))
                .map(hit -> notices.of(hit, calendar.dayOf(hit.at()), now))
                .forEach(alerts::add);
        return alerts;
    }
}
