package io.agentmeter.functions.alert.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.AlertSettings;
import io.agentmeter.alert.Screens;
import io.agentmeter.budget.Action;
import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetScope;
import io.agentmeter.budget.BudgetTerms;
import io.agentmeter.budget.BudgetWindow;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.Limit;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.budget.Spent;
import io.agentmeter.budget.Threshold;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.alerts.InMemoryAlertSink;
import io.agentmeter.functions.library.alerts.TopicChannel;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.InMemoryAlertSettingsStore;
import io.agentmeter.functions.library.control.InMemoryAlertStore;
import io.agentmeter.functions.library.control.InMemoryBudgetStore;
import io.agentmeter.functions.library.control.InMemoryChangeLog;
import io.agentmeter.functions.library.control.InMemoryClientStore;
import io.agentmeter.functions.library.control.InMemorySpendStore;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.StoredUsage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DigestAndForecastTest {
    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneId.of("Europe/Zurich"));
    private static final Instant EIGHT = Instant.parse("2026-11-22T07:00:00Z");
    private static final Screens SCREENS = new Screens("https://meter.example");

    private final InMemoryChangeLog changes = new InMemoryChangeLog();
    private final InMemoryBudgetStore budgets = new InMemoryBudgetStore(changes);
    private final InMemorySpendStore spend = new InMemorySpendStore();
    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final InMemoryAlertSettingsStore settings = new InMemoryAlertSettingsStore(changes);
    private final InMemoryAlertStore alerts = new InMemoryAlertStore();
    private final InMemoryAlertSink sink = new InMemoryAlertSink();
    private final Standings standings =
            new Standings(new BudgetBooks(budgets, new InMemoryClientStore(changes)), spend, CALENDAR);

    private WatchService digests() {
        DigestWatch watch = new DigestWatch(
                new DigestWatch.Parts(new PastDays(rollups), standings, alerts, settings, CALENDAR, SCREENS));
        return new WatchService(
                List.of(watch),
                new Alerts(alerts, List.of(new TopicChannel(sink))),
                Log.to(_ -> {}, "alert-watch", Clock.systemUTC()));
    }

    private static Change change(Change.What what, String id) {
        return new Change(EIGHT, "ann", what, id, "created", null, "{}");
    }

    /// A budget of the month, of which so much was spent on each of the first days.
    private void monthBudget(String dollarsPerDay) {
        BudgetTerms terms = new BudgetTerms(
                "Shop",
                BudgetScope.ORGANISATION,
                null,
                BudgetWindow.of(BudgetWindow.Kind.MONTH),
                Limit.usd("100"),
                List.of(new Threshold.Percent(new BigDecimal("80"), Action.WARN)),
                BigDecimal.ZERO,
                FailMode.ALLOW,
                "ann",
                null,
                null);
        Budget budget = Budget.created("shop", terms, EIGHT, "ann");
        assertThat(budgets.put(budget, change(Change.What.BUDGET, "shop"))).isTrue();
        TreeMap<LocalDate, Spent> days = new TreeMap<>();
        for (int day = 1; day <= 21; day++) {
            days.put(LocalDate.of(2026, 11, day), new Spent(new BigDecimal(dollarsPerDay), 1));
        }
        Basis basis = budget.basis(ClientDirectory.NONE);
        assertThat(spend.write(
                        SpendRow.none(new SpendKey("shop", "", "2026-11")).with(basis, days)))
                .isTrue();
    }

    @Test
    void aBudgetThatIsHeadingOverItsLimitIsToldOnceForItsWindow() {
        monthBudget("4");

        Alert alert = new ForecastWatch(standings, SCREENS).look(EIGHT).getFirst();

        assertThat(alert.id()).isEqualTo("forecast/shop/-/2026-11/r1");
        assertThat(alert.kind()).isEqualTo(AlertKind.FORECAST);
        assertThat(alert.title()).isEqualTo("Budget Shop will be exceeded in 2026-11");
        assertThat(alert.why()).contains("the limit of $100.00 is reached at 2026-11-2");
        assertThat(alert.attributes()).containsEntry("budget", "shop");
        assertThat(alert.link()).isEqualTo("https://meter.example/#/budgets/shop");
    }

    @Test
    void aBudgetThatWillLastIsNotTold() {
        monthBudget("3");
        assertThat(new ForecastWatch(standings, SCREENS).look(EIGHT)).isEmpty();
    }

    @Test
    void theDayBeforeIsSummedUpOnceFromItsTimeOfTheDayOn() {
        monthBudget("4");
        StoredUsage.put(rollups, List.of(UsageEvents.request("a", EIGHT.minus(Duration.ofDays(1)), "s1")));
        assertThat(digests().look(EIGHT)).as("nobody asked for it").isZero();
        settings.replace(
                AlertSettings.USUAL,
                new AlertSettings(null, LocalTime.of(8, 0), List.of(), Map.of(), 1),
                Map.of(),
                change(Change.What.ALERT_SETTINGS, "alerts"));

        assertThat(digests().look(EIGHT.minusSeconds(1))).isZero();
        assertThat(digests().look(EIGHT)).isEqualTo(1);
        assertThat(digests().look(EIGHT.plusSeconds(300))).isZero();
        assertThat(digests().look(EIGHT.plus(Duration.ofDays(1)))).isEqualTo(1);

        assertThat(sink.published().getFirst().id()).isEqualTo("digest/2026-11-21");
        assertThat(sink.published().getFirst().text())
                .contains("spent on 2026-11-21", "shop", "84 %  Shop: $84.00 of $100.00 in 2026-11");
        assertThat(alerts.newest(9)).as("nobody has to act").isEmpty();
    }

    /// The day is the organisation's, and what came since has no part in it.
    @Test
    void everyAlertOfTheDayBeforeIsInItHoweverManyCameSince() {
        settings.replace(
                AlertSettings.USUAL,
                new AlertSettings(null, LocalTime.of(8, 0), List.of(), Map.of(), 1),
                Map.of(),
                change(Change.What.ALERT_SETTINGS, "alerts"));
        Instant start = Instant.parse("2026-11-20T23:00:00Z");
        Instant end = Instant.parse("2026-11-21T23:00:00Z");
        raise("Too early", start.minusMillis(1));
        raise("The first", start);
        for (int n = 1; n <= 21; n++) {
            raise("In between", start.plusSeconds(n));
        }
        raise("The last", end.minusMillis(1));
        for (int n = 0; n < 501; n++) {
            raise("Too late", end.plusMillis(n));
        }

        assertThat(digests().look(EIGHT)).isEqualTo(1);

        assertThat(sink.published().getFirst().text())
                .contains("Alerts of the day:\n  The first\n  In between\n", "  and 3 more\n")
                .doesNotContain("Too early", "Too late");
    }

    private void raise(String title, Instant at) {
        alerts.claim(Alert.of(title + " " + at, AlertKind.ANOMALY, title, "Because.", Map.of(), at, ""), at, at);
    }
}
