package io.agentmeter.functions.audit;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.functions.library.control.InMemoryDayMarks;
import io.agentmeter.functions.library.cubes.CubeFiles;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.events.DynamoDbEventScan;
import io.agentmeter.functions.library.events.EventScan;
import io.agentmeter.functions.library.files.InMemoryFileStore;
import io.agentmeter.functions.library.rollups.DynamoDbRollupRows;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.usage.TokenUsage;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Prints how long the audit of one day takes and how much memory, on DynamoDB Local in memory, in a process of its
/// own. Events are written as ingest writes them and counted by the aggregator; neither is timed. Arguments: events
/// (1,000,000), segments (512).
public final class AuditBenchmark {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC);
    private static final Pricer PRICER = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);
    private static final int EVENTS_OF_SESSION = 500;
    private static final int BATCH = 25;

    private AuditBenchmark() {}

    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int segments = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
        DynamoDbClient client = DynamoDbLocalServer.shared().client();
        String events = DynamoDbLocalServer.shared().createTable(Table.EVENTS);
        String rollupsTable = DynamoDbLocalServer.shared().createTable(Table.ROLLUPS);
        DynamoDbRollupStore rollups = new DynamoDbRollupStore(client, rollupsTable);
        AggregateService aggregator = new AggregateService(rollups, new Folding(CALENDAR, PRICER));
        long loading = System.nanoTime();
        List<Integer> sessions =
                IntStream.range(0, count / EVENTS_OF_SESSION).boxed().toList();
        for (int from = 0; from < sessions.size(); from += 64) {
            DayReader.each(sessions.subList(from, Math.min(sessions.size(), from + 64)), session -> {
                List<UsageEvent> own = session(session);
                write(client, events, own);
                aggregator.aggregate(own);
                return own.size();
            });
            if (from % 256 == 0) {
                System.err.printf("loaded %d of %d sessions%n", from, sessions.size());
            }
        }
        System.out.printf("loaded %,d events in %d s%n", count, seconds(loading));
        for (int run = 1; run <= 3; run++) {
            audit(client, events, rollupsTable, rollups, segments, run);
        }
        System.exit(0);
    }

    private static void audit(
            DynamoDbClient client,
            String events,
            String rollupsTable,
            DynamoDbRollupStore rollups,
            int segments,
            int run) {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        DynamoDbRollupRows rows = new DynamoDbRollupRows(client, rollupsTable);
        AuditParts parts =
                new AuditParts(new DynamoDbEventScan(client, events, segments), rollups, rows, CALENDAR, PRICER, 16);
        CubeCheck cubes =
                new CubeCheck(rows, new CubeFiles(new InMemoryFileStore()), new InMemoryDayMarks(), CALENDAR, 5);
        AuditService service =
                new AuditService(parts, cubes, AuditService.lookingOnly(parts), InstantSource.system(), Duration.ZERO);
        Duration before = processorTime();
        long scanning = System.nanoTime();
        new DynamoDbEventScan(client, events, segments)
                .scan(
                        CALENDAR.startOf(DAY),
                        CALENDAR.startOf(DAY.plusDays(1)),
                        EventScan.Consistency.EVENTUAL,
                        _ -> {});
        System.out.printf(
                "run %d: a scan alone takes %.1f s, %.1f s of processor here%n",
                run,
                (System.nanoTime() - scanning) / 1e9,
                processorTime().minus(before).toMillis() / 1e3);
        before = processorTime();
        long start = System.nanoTime();
        AuditResult result = service.run(new AuditOrder(List.of(DAY), false));
        long took = System.nanoTime() - start;
        long peak = heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf(
                "run %d: %,d events audited in %.1f s (%.1f s of processor here), %d differences but for the cube, heap peak %d MB of %d MB, %,.0f read units%n",
                run,
                result.events(),
                took / 1e9,
                processorTime().minus(before).toMillis() / 1e3,
                result.differences() - 1,
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                result.readUnits());
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    private static List<UsageEvent> session(int session) {
        Instant start = DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(session * 37L % 70_000);
        List<UsageEvent> events = new ArrayList<>();
        for (int number = 0; number < EVENTS_OF_SESSION; number++) {
            Attribution attribution = Attribution.NONE
                    .withProject(new Claim(700, "project-" + session % 20))
                    .withUser(new Claim(700, "user-" + session % 200 + "@example.com"))
                    .withAgent(new Claim(700, "claude-code"));
            Envelope envelope = new Envelope(
                    new EventId(Kind.MODEL_REQUEST, "req_011C" + session + "x" + number),
                    start.plusMillis(number * 30_000L + 480),
                    "5e551000-0000-4000-8000-" + String.format("%012d", session),
                    attribution,
                    Set.of(Source.OTLP, Source.TRANSCRIPT),
                    true);
            Claim model = Claim.of(Source.OTLP, number % 3 == 0 ? "claude-haiku-4-5" : "claude-sonnet-5-5");
            TokenUsage tokens = TokenUsage.of(12 + number % 50, 9_400 + number, 1_820 + number % 7, 310 + number % 11);
            events.add(new ModelRequest(envelope, ModelRequest.Facts.of(model, tokens)));
        }
        return events;
    }

    private static void write(DynamoDbClient client, String table, List<UsageEvent> events) {
        for (int from = 0; from < events.size(); from += BATCH) {
            List<WriteRequest> batch = events.subList(from, Math.min(events.size(), from + BATCH)).stream()
                    .map(AuditBenchmark::item)
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(item))
                            .build())
                    .toList();
            client.batchWriteItem(request -> request.requestItems(Map.of(table, batch)));
        }
    }

    private static Map<String, AttributeValue> item(UsageEvent event) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", AttributeValue.fromS(event.id().key()));
        item.put("k", AttributeValue.fromS(event.kind().label()));
        item.put("s", AttributeValue.fromS(event.session()));
        item.put("t", AttributeValue.fromS(event.time().toString()));
        item.put("v", AttributeValue.fromN("1"));
        item.put("e", AttributeValue.fromS(EventJson.write(event)));
        item.put("ttl", AttributeValue.fromN("1800000000"));
        return item;
    }
}
