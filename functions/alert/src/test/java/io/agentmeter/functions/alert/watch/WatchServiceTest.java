package io.agentmeter.functions.alert.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.AlertMessage;
import io.agentmeter.alert.Screens;
import io.agentmeter.alert.watch.Notices;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.alerts.InMemoryAlertSink;
import io.agentmeter.functions.library.alerts.TopicChannel;
import io.agentmeter.functions.library.control.InMemoryAlertSettingsStore;
import io.agentmeter.functions.library.control.InMemoryAlertStore;
import io.agentmeter.functions.library.control.InMemoryChangeLog;
import io.agentmeter.functions.library.control.InMemoryPlanStore;
import io.agentmeter.functions.library.control.InMemoryRateLimitHits;
import io.agentmeter.functions.library.control.PlanReport;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.StoredUsage;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import io.agentmeter.plan.RateLimitHit;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WatchServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC);
    private static final Notices NOTICES = new Notices(new Screens(""));

    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final InMemoryAlertSettingsStore settings = new InMemoryAlertSettingsStore(new InMemoryChangeLog());
    private final InMemoryPlanStore plans = new InMemoryPlanStore();
    private final InMemoryRateLimitHits hits = new InMemoryRateLimitHits();
    private final InMemoryAlertStore alerts = new InMemoryAlertStore();
    private final InMemoryAlertSink sink = new InMemoryAlertSink();

    private WatchService service(Watch... first) {
        List<Watch> watches = new ArrayList<>(List.of(first));
        watches.add(new UsageWatch(new PastDays(rollups), settings, CALENDAR, NOTICES));
        watches.add(new PlanWatch(plans, hits, CALENDAR, NOTICES));
        return new WatchService(
                watches,
                new Alerts(alerts, List.of(new TopicChannel(sink))),
                Log.to(_ -> {}, "alert-watch", Clock.systemUTC()));
    }

    private static ModelRequest request(String id, Instant time, String dollars) {
        ModelRequest any = UsageEvents.request(id, time, "session-" + id);
        return new ModelRequest(any.envelope(), any.facts().withReportedCost(Money.ofDollars(dollars)));
    }

    @Test
    void aDayThatCostsFarMoreThanSuchDaysIsToldOnceForEachScope() {
        List<UsageEvent> events = new ArrayList<>();
        for (int week = 1; week <= 5; week++) {
            events.add(request("past-" + week, NOW.minus(Duration.ofDays(7L * week)), "1"));
        }
        events.add(request("today", NOW, "9"));
        StoredUsage.put(rollups, events);

        assertThat(service().look(NOW)).isPositive();
        assertThat(service().look(NOW.plusSeconds(300))).isZero();

        assertThat(sink.published())
                .extracting(AlertMessage::id)
                .contains("anomaly/all/-/2026-11-22", "anomaly/project/shop/2026-11-22")
                .doesNotHaveDuplicates();
    }

    @Test
    void aPlanThatIsNearlyFullIsToldOnceForEachWindowOfTime() {
        PlanWindowName window = new PlanWindowName("five_hour");
        Instant end = NOW.plus(Duration.ofHours(1));
        report(window, "79.9", end, NOW);
        assertThat(service().look(NOW)).isZero();
        report(window, "80", end, NOW.plusSeconds(60));
        assertThat(service().look(NOW.plusSeconds(60))).isEqualTo(1);
        report(window, "95", end, NOW.plusSeconds(120));
        assertThat(service().look(NOW.plusSeconds(120))).isZero();
        report(window, "85", end.plus(Duration.ofHours(5)), end.plusSeconds(60));
        assertThat(service().look(end.plusSeconds(60))).as("the next window").isEqualTo(1);
        assertThat(service().look(end.plus(Duration.ofDays(1))))
                .as("an old reading")
                .isZero();
    }

    private void report(PlanWindowName window, String percent, Instant end, Instant at) {
        plans.report(new PlanReport(
                "ann@example.com",
                "ann",
                "s1",
                at,
                new TreeMap<>(Map.of(window, new PlanReading(new BigDecimal(percent), end, at)))));
    }

    @Test
    void theFirstRateLimitOfADayAndAgentIsToldAndOldOnesAreHistory() {
        hits.record(hit("old", NOW.minus(Duration.ofHours(2))));
        assertThat(service().look(NOW)).isZero();
        hits.record(hit("one", NOW.minusSeconds(30)));
        hits.record(hit("two", NOW.minusSeconds(20)));
        assertThat(service().look(NOW)).isEqualTo(1);
        assertThat(alerts.newest(9).getFirst().alert().why())
                .contains(NOW.minusSeconds(30).toString());
        assertThat(alerts.newest(9).getFirst().alert().kind()).isEqualTo(AlertKind.RATE_LIMIT);
    }

    private static RateLimitHit hit(String id, Instant at) {
        return new RateLimitHit(id, at, "s1", "claude-code", RateLimitHit.Source.STOP_FAILURE, "rate_limit");
    }

    @Test
    void oneWhoCannotLookDoesNotKeepTheOthersFromIt() {
        hits.record(hit("one", NOW));
        WatchService service = service(_ -> {
            throw new StoreUnavailable("down", new IllegalStateException("test"));
        });

        assertThatThrownBy(() -> service.look(NOW)).isInstanceOf(StoreUnavailable.class);

        assertThat(sink.published()).hasSize(1);
    }
}
