package io.agentmeter.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.AlertMessage;
import io.agentmeter.alert.DailyThresholds;
import io.agentmeter.alert.Screens;
import io.agentmeter.alert.ThresholdText;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.alerts.AlertSink;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.alerts.InMemoryAlertSink;
import io.agentmeter.functions.library.alerts.TopicChannel;
import io.agentmeter.functions.library.control.DayMark;
import io.agentmeter.functions.library.control.InMemoryAlertStore;
import io.agentmeter.functions.library.control.InMemoryDayMarks;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.slice.SliceWrite;
import io.agentmeter.usage.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC);

    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final InMemoryAlertStore alerts = new InMemoryAlertStore();
    private final InMemoryDayMarks marks = new InMemoryDayMarks();
    private final InMemoryAlertSink sink = new InMemoryAlertSink();

    private AlertService service(String thresholds, AlertSink to) {
        DailyThresholds parsed = ThresholdText.parse(thresholds).thresholds();
        Alerts told = alerts(to);
        return new AlertService(new AlertService.Parts(
                rollups,
                told,
                marks,
                CALENDAR,
                parsed,
                BudgetServices.without(rollups, told, CALENDAR),
                new Screens("https://meter.example.com")));
    }

    private Alerts alerts(AlertSink to) {
        return new Alerts(alerts, List.of(new TopicChannel(to)));
    }

    /// Spends on project `shop` and tells which cell changed.
    private List<CellChange> spend(String id, String dollars, Instant time) {
        ModelRequest any = UsageEvents.request(id, time, "session-" + id);
        ModelRequest request = new ModelRequest(any.envelope(), any.facts().withReportedCost(Money.ofDollars(dollars)));
        Slice before = Slice.empty(SliceKey.firstPageOf(request));
        Slice after = before.fold(List.of(request), new Pricer(PriceBook.standard(), CostPolicy.REPORTED));
        SessionRow row = SessionRow.unknown("s").learn(request.envelope().attribution());
        SliceWrite write = new SliceWrite(
                before,
                after,
                new Contributions(CALENDAR).of(after.entries().values(), row.dimensions()),
                row.dimensions());
        RollupTransaction transaction = RollupTransaction.of(List.of(write), CALENDAR);
        rollups.write(transaction);
        return transaction.cells().keySet().stream()
                .map(cell -> new CellChange(cell, true, true, true))
                .toList();
    }

    @Test
    void exactlyOnTheThresholdAlertsOnceHoweverOftenTheStreamRepeatsItself() {
        AlertService service = service("project=1", sink);

        assertThat(service.evaluate(spend("a", "0.999999", NOW), NOW)).isZero();
        List<CellChange> crossing = spend("b", "0.000001", NOW);
        assertThat(service.evaluate(crossing, NOW)).isEqualTo(1);
        assertThat(service.evaluate(crossing, NOW.plusSeconds(3_600))).isZero();
        assertThat(service.evaluate(spend("c", "5", NOW), NOW)).isZero();

        AlertMessage message = sink.published().getFirst();
        assertThat(sink.published()).hasSize(1);
        assertThat(message.id()).isEqualTo("daily/project/shop/2026-11-22/1");
        assertThat(message.subject()).isEqualTo("AgentMeter: Project shop: $1.00 of $1.00 spent on 2026-11-22");
        assertThat(message.text())
                .contains("claude-sonnet-5-5 $1.00", "/#/overview?range=2026-11-22..2026-11-22&project=shop\n");
    }

    @Test
    void everyThresholdAndDayAlertsForItself() {
        AlertService service = service("all=1,all=2,project/shop=1,project/other=1", sink);

        service.evaluate(spend("a", "1.5", NOW), NOW);
        service.evaluate(spend("b", "1.5", NOW.minusSeconds(86_400)), NOW);
        service.evaluate(spend("c", "1.5", NOW), NOW);

        assertThat(sink.published())
                .extracting(AlertMessage::id)
                .containsExactlyInAnyOrder(
                        "daily/all/2026-11-22/1",
                        "daily/project/shop/2026-11-22/1",
                        "daily/all/2026-11-21/1",
                        "daily/project/shop/2026-11-21/1",
                        "daily/all/2026-11-22/2");
    }

    @Test
    void aDayTooLongAgoIsMarkedAsChangedAndDoesNotAlert() {
        AlertService service = service("all=1", sink);

        service.evaluate(spend("a", "5", NOW.minusSeconds(36 * 86_400L)), NOW);

        assertThat(sink.published()).isEmpty();
        LocalDate day = LocalDate.parse("2026-10-17");
        assertThat(marks.find(day)).contains(new DayMark(day, 1, 0));
    }

    @Test
    void aDayThatIsOverIsMarkedWithEachChangeAndTodayOnce() {
        AlertService service = service("", sink);
        LocalDate today = CALENDAR.dayOf(NOW);

        for (String id : List.of("a", "b")) {
            service.evaluate(spend(id, "1", NOW), NOW);
            service.evaluate(spend(id, "1", NOW.minusSeconds(86_400)), NOW);
        }

        assertThat(marks.find(today)).contains(new DayMark(today, 1, 0));
        assertThat(marks.find(today.minusDays(1))).contains(new DayMark(today.minusDays(1), 2, 0));
    }

    @Test
    void aTopicThatIsDownLosesNothing() {
        List<CellChange> crossing = spend("a", "5", NOW);
        AlertService broken = service("all=1", _ -> {
            throw new StoreUnavailable("down", new IllegalStateException("test"));
        });

        assertThat(broken.evaluate(crossing, NOW)).as("the stream goes on").isZero();
        assertThat(alerts(sink).sweep(NOW.plusSeconds(1), () -> true)).isEqualTo(1);

        assertThat(sink.published()).hasSize(1);
    }

    @Test
    void aSenderThatDiedIsFinishedBySweepingAfterItsLease() {
        List<CellChange> crossing = spend("a", "5", NOW);
        AlertService dying = service("all=1", _ -> {
            throw new IllegalStateException("the process died");
        });
        assertThatThrownBy(() -> dying.evaluate(crossing, NOW)).isInstanceOf(IllegalStateException.class);
        AlertService service = service("all=1", sink);

        assertThat(service.evaluate(crossing, NOW.plusSeconds(1))).isZero();
        assertThat(alerts(sink).sweep(NOW.plusSeconds(59), () -> true)).isZero();
        assertThat(alerts(sink).sweep(NOW.plusSeconds(60), () -> true)).isEqualTo(1);
        assertThat(alerts(sink).sweep(NOW.plusSeconds(500), () -> true)).isZero();

        assertThat(sink.published()).hasSize(1);
    }

    @Test
    void onlySpendThatRoseAsItHappenedIsLookedAt() {
        CellKey cell = spend("a", "5", NOW).getFirst().cell();
        DynamodbStreamRecord backfilled = record(cell, "3", "3");
        DynamodbStreamRecord rose = record(cell, "3", "3.01");

        assertThat(RowChange.of(backfilled)).contains(new CellChange(cell, false, false, false));
        assertThat(RowChange.of(rose)).contains(new CellChange(cell, true, true, false));
    }

    @Test
    void aSessionsDayThatChangesWithoutAnyCellMarksItsDayToo() {
        LocalDate yesterday = CALENDAR.dayOf(NOW).minusDays(1);
        RowChange change = RowChange.of(record("D#" + yesterday, "session#s1")).orElseThrow();

        assertThat(service("all=1", sink).evaluate(List.of(change), NOW)).isZero();

        assertThat(marks.find(yesterday)).contains(new DayMark(yesterday, 1, 0));
        assertThat(RowChange.of(record("S#s1", "session"))).isEmpty();
        assertThat(RowChange.of(record("S#s1", "slice#2026-11-22T09:15"))).isEmpty();
    }

    private static DynamodbStreamRecord record(String pk, String sk) {
        StreamRecord change = new StreamRecord();
        change.setKeys(Map.of("pk", new AttributeValue().withS(pk), "sk", new AttributeValue().withS(sk)));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setDynamodb(change);
        return record;
    }

    private static DynamodbStreamRecord record(CellKey cell, String before, String after) {
        StreamRecord change = new StreamRecord();
        change.setKeys(Map.of(
                "pk", new AttributeValue().withS("D#" + cell.day()), "sk", new AttributeValue().withS(cell.text())));
        change.setOldImage(Map.of("liveCost", new AttributeValue().withN(before)));
        change.setNewImage(Map.of("liveCost", new AttributeValue().withN(after)));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setDynamodb(change);
        return record;
    }
}
