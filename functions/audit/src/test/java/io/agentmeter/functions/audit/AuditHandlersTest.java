package io.agentmeter.functions.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Screens;
import io.agentmeter.alert.watch.Notices;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.alerts.AlertOutbox;
import io.agentmeter.functions.library.control.InMemoryAlertStore;
import io.agentmeter.functions.library.control.InMemoryAuditStore;
import io.agentmeter.functions.library.control.InMemoryDayMarks;
import io.agentmeter.functions.library.control.StoredAudit;
import io.agentmeter.functions.library.cubes.CubeFiles;
import io.agentmeter.functions.library.events.EventScan;
import io.agentmeter.functions.library.events.InMemoryEventScan;
import io.agentmeter.functions.library.events.InMemoryEventStore;
import io.agentmeter.functions.library.files.InMemoryFileStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metrics;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.report.DayCube;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.RollupTransaction;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AuditHandlersTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final Instant SETTLED = Instant.parse("2026-11-24T09:00:00Z");
    private static final Principal ADMIN = new Principal("ann", Set.of(Scope.ADMIN), null);
    private static final Principal READER = new Principal("bob", Set.of(Scope.READ), null);
    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC);
    private static final Pricer PRICER = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);

    private final SettableClock clock = new SettableClock(SETTLED);
    private final InMemoryAlertStore alerts = new InMemoryAlertStore();
    private final InMemoryEventStore events = new InMemoryEventStore();
    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final InMemoryFileStore files = new InMemoryFileStore();
    private final InMemoryDayMarks cubeMarks = new InMemoryDayMarks();
    private final InMemoryDayMarks due = new InMemoryDayMarks();
    private final InMemoryAuditStore audits = new InMemoryAuditStore();
    private final List<String> lines = new ArrayList<>();
    private final AuditLog log =
            new AuditLog(Log.to(lines::add, "audit", clock), Metrics.to(lines::add, "audit", clock));
    private final AggregateService aggregator = new AggregateService(rollups, new Folding(CALENDAR, PRICER));

    private void count(UsageEvent... counted) {
        events.put(List.of(counted));
        aggregator.aggregate(events.events());
        new CubeFiles(files).publish(new DayCube(rollups.read(DAY).data(), CALENDAR, 5), clock.instant());
    }

    private void damage() {
        rollups.write(new RollupTransaction(
                List.of(),
                new TreeMap<>(
                        Map.of(rollups.read(DAY).cells().firstKey(), Counters.of(Map.of("requests", BigDecimal.TWO)))),
                new TreeMap<>()));
    }

    private AuditService service(EventScan scan, boolean repair) {
        AuditParts parts = new AuditParts(scan, rollups, rollups, CALENDAR, PRICER, 4);
        CubeCheck cubes = new CubeCheck(rollups, new CubeFiles(files), cubeMarks, CALENDAR, 5);
        AuditService.Workshop workshop =
                repair ? seen -> new Repair(parts, aggregator, seen)::of : AuditService.lookingOnly(parts);
        return new AuditService(parts, cubes, workshop, clock, Duration.ZERO);
    }

    private APIGatewayV2HTTPResponse http(Principal caller, String method, String path, String body) {
        HttpFront front = new HttpFront(Functions.AUDIT, Admission.believingAuthorizer(), log.log());
        APIGatewayV2HTTPEvent event = Events.by(caller, method, path);
        event.setBody(body);
        return new AuditHandler(new AuditHandler.Parts(front, audits, clock)).handleRequest(event, NoContext.INSTANCE);
    }

    private String ordered(boolean repair) throws IOException {
        APIGatewayV2HTTPResponse answer = http(
                ADMIN,
                "POST",
                "/v1/audits",
                "{\"start\":\"2026-11-22\",\"end\":\"2026-11-22\",\"repair\":" + repair + "}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        JsonNode audit = new ObjectMapper().readTree(answer.getBody());
        assertThat(audit.path("state").textValue()).isEqualTo("queued");
        assertThat(errors(audit)).isEmpty();
        return audit.path("id").textValue();
    }

    private void run(String id, EventScan scan) {
        StreamRecord keys = new StreamRecord();
        keys.setKeys(Map.of("pk", new AttributeValue().withS("AUDIT"), "sk", new AttributeValue().withS(id)));
        DynamodbEvent.DynamodbStreamRecord record = new DynamodbEvent.DynamodbStreamRecord();
        record.setDynamodb(keys);
        DynamodbEvent batch = new DynamodbEvent();
        batch.setRecords(List.of(record));
        new AuditRunHandler(new AuditRunHandler.Parts(service(scan, false), service(scan, true), audits, log, clock))
                .handleRequest(batch, NoContext.INSTANCE);
    }

    private JsonNode found(String id) throws IOException {
        APIGatewayV2HTTPResponse answer = http(READER, "GET", "/v1/audits/" + id, "");
        assertThat(answer.getStatusCode()).isEqualTo(200);
        JsonNode audit = new ObjectMapper().readTree(answer.getBody());
        assertThat(errors(audit)).isEmpty();
        return audit;
    }

    @Test
    void anAuditThatIsOrderedIsMadeAndFound() throws IOException {
        count(UsageEvents.request("a"), UsageEvents.request("b"));
        String id = ordered(false);
        run(id, new InMemoryEventScan(events));
        JsonNode audit = found(id);
        assertThat(audit.path("state").textValue()).isEqualTo("done");
        JsonNode day = audit.at("/result/days/0");
        assertThat(day.path("events").intValue()).isEqualTo(2);
        assertThat(day.path("counted").intValue()).isEqualTo(2);
        assertThat(day.path("basis").textValue()).isEqualTo("events");
        assertThat(day.at("/cube/state").textValue()).isEqualTo("matches");
        assertThat(day.at("/cube/version").intValue()).isEqualTo(1);
        assertThat(audit.at("/result/differences").intValue()).isZero();
        assertThat(lines).noneMatch(line -> line.contains("AuditDifferences"));
    }

    @Test
    void aDifferenceIsNamedToldAndRepairedOnlyWhenThatWasOrdered() throws IOException {
        count(UsageEvents.request("a"));
        damage();
        String look = ordered(false);
        run(look, new InMemoryEventScan(events));
        // The cube was written before the damage, so it differs from the damaged rollups too.
        assertThat(found(look).at("/result/differences").intValue()).isEqualTo(2);
        JsonNode shown = found(look).at("/result/days/0/shown/0");
        assertThat(shown.path("kind").textValue()).isEqualTo("cell");
        assertThat(shown.at("/values/requests/actual").textValue()).isEqualTo("3");
        assertThat(shown.at("/values/requests/expected").textValue()).isEqualTo("1");
        assertThat(lines).anyMatch(line -> line.contains("\"AuditDifferences\":2"));

        String repair = ordered(true);
        run(repair, new InMemoryEventScan(events));
        JsonNode day = found(repair).at("/result/days/0");
        assertThat(day.path("differences").intValue()).isZero();
        assertThat(day.at("/repaired/rows").intValue()).isEqualTo(1);
        assertThat(day.at("/cube/state").textValue()).isEqualTo("pending");
        assertThat(cubeMarks.find(DAY)).isPresent();
        run(repair, new InMemoryEventScan(events));
        assertThat(found(repair).at("/result/days/0/repaired/rows").intValue())
                .as("a record that comes again starts nothing again")
                .isEqualTo(1);
    }

    @Test
    void eventsPastTheirRetentionAreCheckedBySlicesAndSaidSo() throws IOException {
        count(UsageEvents.request("a"), UsageEvents.request("b"));
        String id = ordered(false);
        InMemoryEventStore left = new InMemoryEventStore();
        run(id, new InMemoryEventScan(left));
        JsonNode day = found(id).at("/result/days/0");
        assertThat(day.path("differences").intValue()).isZero();
        assertThat(day.path("basis").textValue()).isEqualTo("slices");
        assertThat(day.at("/notes/0").textValue()).startsWith("2 of 2 counted events are no longer stored");
        left.put(List.of(UsageEvents.request("b")));
        String half = ordered(false);
        run(half, new InMemoryEventScan(left));
        assertThat(found(half).at("/result/days/0/basis").textValue()).isEqualTo("events_and_slices");
    }

    @Test
    void aStoreThatDoesNotAnswerIsAFailureThatIsToldAndOneThatHangsIsToldInTheEnd() throws IOException {
        String id = ordered(false);
        run(id, new EventScan() {
            @Override
            public double scan(Instant from, Instant to, Consistency consistency, Consumer<UsageEvent> each) {
                throw new StoreUnavailable("events were not scanned", new IOException("down"));
            }

            @Override
            public List<UsageEvent> find(Collection<String> keys) {
                return List.of();
            }
        });
        assertThat(found(id).path("state").textValue()).isEqualTo("failed");
        assertThat(found(id).path("failure").textValue()).contains("storage did not answer");

        StoredAudit running =
                StoredAudit.queued("f".repeat(32), DAY, DAY, false, SETTLED).running(SETTLED);
        audits.save(running);
        assertThat(found(running.id()).path("state").textValue()).isEqualTo("running");
        clock.advance(Duration.ofHours(1));
        assertThat(found(running.id()).path("state").textValue()).isEqualTo("failed");
    }

    @Test
    void ordersThatMakeNoSenseAreRefusedAndOnlyAnAdminMayOrder() {
        assertThat(http(READER, "POST", "/v1/audits", "{}").getStatusCode()).isEqualTo(403);
        assertThat(http(ADMIN, "POST", "/v1/audits", "{}").getBody()).contains("end, start");
        assertThat(http(ADMIN, "POST", "/v1/audits", "[]").getStatusCode()).isEqualTo(400);
        assertThat(http(ADMIN, "POST", "/v1/audits", "{\"start\":").getStatusCode())
                .isEqualTo(400);
        assertThat(http(ADMIN, "POST", "/v1/audits", " ".repeat(10_001)).getStatusCode())
                .isEqualTo(413);
        String noBoolean = "{\"start\":\"2026-11-22\",\"end\":\"2026-11-22\",\"repair\":\"yes\"}";
        assertThat(http(ADMIN, "POST", "/v1/audits", noBoolean).getStatusCode()).isEqualTo(400);
        assertThat(http(ADMIN, "GET", "/v1/audits/none", "").getStatusCode()).isEqualTo(404);
        assertThat(http(ADMIN, "GET", "/v1/audits/" + "a".repeat(32), "").getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void theClockAuditsWhatIsDueAndKeepsTellingOfADayThatDiffers() {
        count(UsageEvents.request("a"));
        due.change(DAY);
        sweep();
        assertThat(due.find(DAY)).isEmpty();
        assertThat(lines).anyMatch(line -> line.contains("\"DaysAudited\":1"));

        damage();
        due.change(DAY);
        lines.clear();
        sweep();
        assertThat(due.find(DAY)).isPresent();
        assertThat(lines).anyMatch(line -> line.contains("\"AuditDifferences\":2"));
        lines.clear();
        sweep();
        assertThat(lines).anyMatch(line -> line.contains("\"AuditDifferences\":2"));
        assertThat(alerts.due(Instant.MAX))
                .as("one alert that the next sweep of alerts sends")
                .singleElement()
                .satisfies(open -> {
                    assertThat(open.alert().id()).isEqualTo("audit_difference/" + DAY);
                    assertThat(open.alert().link())
                            .isEqualTo("https://meter.example/#/overview?range=" + DAY + ".." + DAY);
                });
    }

    private void sweep() {
        new AuditSweepHandler(new AuditSweepHandler.Parts(
                        service(new InMemoryEventScan(events), false),
                        due,
                        new AlertOutbox(alerts),
                        CALENDAR,
                        log,
                        new Notices(new Screens("https://meter.example")),
                        clock))
                .handleRequest(new ScheduledEvent(), NoContext.INSTANCE);
    }

    private static List<Error> errors(JsonNode audit) throws IOException {
        String text = Files.readString(Path.of("../../contracts/audit.schema.json"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
        return schema.validate(audit.toString(), InputFormat.JSON);
    }
}
