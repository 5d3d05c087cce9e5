package io.agentmeter.functions.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.functions.library.control.InMemoryDayMarks;
import io.agentmeter.functions.library.cubes.CubeFiles;
import io.agentmeter.functions.library.events.DynamoDbEventScan;
import io.agentmeter.functions.library.events.DynamoDbEventStore;
import io.agentmeter.functions.library.events.EventWrites;
import io.agentmeter.functions.library.files.InMemoryFileStore;
import io.agentmeter.functions.library.rollups.DynamoDbRollupRows;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Real rows, lost and broken.
class AuditIT {
    private static final List<LocalDate> DAYS = LocalDate.parse("2026-11-20")
            .datesUntil(LocalDate.parse("2026-11-23"))
            .toList();
    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC);
    private static final Pricer PRICER = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final DynamoDbClient client = DynamoDbLocalServer.shared().client();
    private final String eventsTable = DynamoDbLocalServer.shared().createTable(Table.EVENTS);
    private final String rollupsTable = DynamoDbLocalServer.shared().createTable(Table.ROLLUPS);
    private final DynamoDbRollupStore rollups = new DynamoDbRollupStore(client, rollupsTable);
    private final AggregateService aggregator = new AggregateService(rollups, new Folding(CALENDAR, PRICER));

    private AuditResult audit(boolean repair) {
        DynamoDbRollupRows rows = new DynamoDbRollupRows(client, rollupsTable);
        AuditParts parts =
                new AuditParts(new DynamoDbEventScan(client, eventsTable, 4), rollups, rows, CALENDAR, PRICER, 8);
        CubeCheck cubes =
                new CubeCheck(rows, new CubeFiles(new InMemoryFileStore()), new InMemoryDayMarks(), CALENDAR, 5);
        AuditService.Workshop workshop =
                repair ? seen -> new Repair(parts, aggregator, seen)::of : AuditService.lookingOnly(parts);
        return new AuditService(parts, cubes, workshop, InstantSource.fixed(NOW), Duration.ZERO)
                .run(new AuditOrder(DAYS, repair));
    }

    private static List<String> kinds(AuditResult result) {
        return result.days().stream()
                .flatMap(day -> day.differences().shown().stream())
                .map(one -> one.kind().label())
                .filter(kind -> !kind.equals("cube"))
                .toList();
    }

    private Map<CellKey, Counters> cells() {
        Map<CellKey, Counters> cells = new TreeMap<>();
        DAYS.forEach(day -> cells.putAll(rollups.cells(day, true)));
        return cells;
    }

    /// Every row of the table.
    private List<Map<String, AttributeValue>> rows(String prefix) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        client.scanPaginator(scan -> scan.tableName(rollupsTable)).items().forEach(item -> {
            if (item.get("sk").s().startsWith(prefix)) {
                found.add(item);
            }
        });
        return found;
    }

    private void lose(Map<String, AttributeValue> row) {
        client.deleteItem(
                delete -> delete.tableName(rollupsTable).key(Map.of("pk", row.get("pk"), "sk", row.get("sk"))));
    }

    @Test
    void rowsThatWereLostOrBrokenAreFoundAndBroughtBack() {
        Random random = new Random(11);
        DynamoDbEventStore store = new DynamoDbEventStore(
                client, eventsTable, Duration.ofDays(90), InstantSource.system(), EventWrites.STATEMENTS);
        List<UsageEvent> reports = new ReportedUsage(random).some(150);
        store.put(reports);
        List<UsageEvent> stored = new DynamoDbEventScan(client, eventsTable, 2)
                .find(reports.stream().map(report -> report.id().key()).toList());
        aggregator.aggregate(stored);
        assertThat(kinds(audit(false))).isEmpty();
        Map<CellKey, Counters> whole = cells();

        lose(rows("cell#").getFirst());
        lose(rows("session#").getFirst());
        lose(rows("slice#").getFirst());
        lose(rows("session").stream()
                .filter(row -> row.get("sk").s().equals("session"))
                .findFirst()
                .orElseThrow());
        Map<String, AttributeValue> cell = rows("cell#").getLast();
        client.updateItem(update -> update.tableName(rollupsTable)
                .key(Map.of(
                        "pk",
                        cell.get("pk"),
                        "sk",
                        AttributeValue.fromS(cell.get("sk").s() + "#5")))
                .updateExpression("ADD requests :many, cost :dollars")
                .expressionAttributeValues(
                        Map.of(":many", AttributeValue.fromN("7"), ":dollars", AttributeValue.fromN("1.25"))));
        client.putItem(put -> put.tableName(rollupsTable)
                .item(Map.of(
                        "pk", AttributeValue.fromS("D#" + DAYS.getFirst()),
                        "sk", AttributeValue.fromS("session#phantom"),
                        "turns", AttributeValue.fromN("3"),
                        "q12", AttributeValue.fromS("1.0.0.-1"))));

        assertThat(kinds(audit(false))).contains("cell", "session_day", "event_uncounted", "session");

        AuditResult repaired = audit(true);

        assertThat(kinds(repaired)).isEmpty();
        assertThat(kinds(audit(false))).isEmpty();
        assertThat(cells()).isEqualTo(whole);
        assertThat(rows("session#phantom")).isEmpty();
    }
}
