package io.agentmeter.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.control.DayMark;
import io.agentmeter.functions.library.control.InMemoryDayMarks;
import io.agentmeter.functions.library.control.InMemoryReceipts;
import io.agentmeter.functions.library.files.InMemoryFileStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.functions.library.testing.StoredUsage;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.report.FoldedUsage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:20:00Z");
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 21);
    private static final Principal READER = new Principal("ann", Set.of(Scope.READ), null);
    private static final String TWO_DAYS = "start=2026-11-21&end=2026-11-22";

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final InMemoryReceipts receipts = new InMemoryReceipts();
    private final InMemoryDayMarks marks = new InMemoryDayMarks();
    private final InMemoryFileStore files = new InMemoryFileStore();
    private final QueryHandler handler = new QueryHandler(
            new HttpFront(Functions.QUERY, Admission.believingAuthorizer(), Log.to(_ -> {}, "query", clock)),
            new QueryRouter(
                    new QueryStores(rollups, receipts, marks, files),
                    new View(FoldedUsage.UTC, 5, clock),
                    FoldedUsage.REPORTED_ONLY,
                    "1.2.3"));

    @Test
    void everyRouteOfThisFunctionIsAnswered() {
        for (Routes.Route route : Routes.all()) {
            if (route.function() == Functions.QUERY) {
                String path = route.path().replace("{day}", "2026-11-22").replace("{id}", "x");
                assertThat(ask(path + "?" + TWO_DAYS).getStatusCode())
                        .as(route.key())
                        .isIn(200, 404);
            }
        }
    }

    @Test
    void coverageNamesWhatEachSourceSawAndTheSessionsThatMissSome() throws IOException {
        Envelope hooked = new Envelope(
                new EventId(Kind.TOOL_USED, "t1"),
                NOW.minus(Duration.ofHours(1)),
                "hooks-only",
                Attribution.NONE.withMachine(new Claim(500, "m1")),
                Set.of(Source.HOOK),
                true);
        StoredUsage.put(
                rollups,
                List.of(
                        UsageEvents.request("a"),
                        UsageEvents.request("b", NOW.minus(Duration.ofDays(1)), "session-2"),
                        new ToolUsed(hooked, Claim.of(Source.HOOK, "Bash"), false, 1)));
        JsonNode coverage = json("/v1/coverage?" + TWO_DAYS);
        assertThat(coverage.at("/totals/requests").intValue()).isEqualTo(2);
        assertThat(coverage.at("/totals/bySource")).hasToString("{\"otlp\":2}");
        assertThat(coverage.path("days")).hasSize(2);
        assertThat(coverage.path("sessions").intValue()).isEqualTo(3);
        assertThat(coverage.path("sessionsWithGaps").intValue()).isEqualTo(1);
        assertThat(coverage.at("/gaps/0/session").textValue()).isEqualTo("hooks-only");
        assertThat(coverage.at("/gaps/0/machine").textValue()).isEqualTo("m1");
        assertThat(coverage.at("/gaps/0/why/0/kind").textValue()).isEqualTo("no_requests");
        String schema = Files.readString(Path.of("../../contracts/coverage.schema.json"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(coverage.toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theLiveViewShowsTodayAndWhoIsAtWork() throws IOException {
        receipts.noteFirst(NOW.minusSeconds(100));
        StoredUsage.put(
                rollups,
                List.of(
                        UsageEvents.request("a"),
                        UsageEvents.request("old", NOW.minus(Duration.ofHours(3)), "session-2"),
                        UsageEvents.request("yesterday", NOW.minus(Duration.ofDays(1)), "session-1")));
        JsonNode live = json("/v1/live");
        assertThat(live.path("day").textValue()).isEqualTo("2026-11-22");
        assertThat(live.path("firstEventAt").textValue()).isEqualTo("2026-11-22T09:18:20Z");
        assertThat(live.path("lastEventAt").textValue()).isEqualTo("2026-11-22T09:15:04.480Z");
        assertThat(live.path("today").path("requests").intValue()).isEqualTo(2);
        assertThat(live.path("today").path("sessions").intValue()).isEqualTo(2);
        assertThat(live.path("activeSessions").findValuesAsText("id")).containsExactly("session-1");
        JsonNode card = live.path("activeSessions").path(0);
        assertThat(card.path("state").textValue()).isEqualTo("active");
        assertThat(card.path("recentCostsUsd")).hasToString("[\"0.049564\",\"0.049564\"]");
        assertThat(card.path("activity")).hasToString("[0,0,0,0,0,0,0,0,0,1,0,0,0,0,0]");
    }

    @Test
    void pollingTheLiveViewIsCheapAndTellsWhenNothingChanged() {
        StoredUsage.put(rollups, List.of(UsageEvents.request("a")));
        APIGatewayV2HTTPResponse first = ask("/v1/live");
        StoredUsage.put(rollups, List.of(UsageEvents.request("b")));
        assertThat(ask("/v1/live").getBody()).isEqualTo(first.getBody());
        clock.advance(Duration.ofSeconds(1));
        APIGatewayV2HTTPResponse second = ask("/v1/live");
        assertThat(second.getHeaders().get("etag"))
                .isNotEqualTo(first.getHeaders().get("etag"));
        clock.advance(Duration.ofSeconds(2));
        APIGatewayV2HTTPEvent event = Events.by(READER, "GET", "/v1/live");
        event.setHeaders(Map.of("if-none-match", second.getHeaders().get("etag")));
        assertThat(handler.handleRequest(event, NoContext.INSTANCE).getStatusCode())
                .isEqualTo(304);
    }

    @Test
    void beforeTheFirstEventTheLiveViewSaysSo() throws IOException {
        JsonNode live = json("/v1/live");
        assertThat(live.path("firstEventAt").isNull()).isTrue();
        assertThat(live.path("today").path("requests").intValue()).isZero();
        assertThat(live.path("activeSessions")).isEmpty();
    }

    @Test
    void aSummaryCanBeFilteredAndGrouped() throws IOException {
        StoredUsage.put(
                rollups,
                List.of(
                        UsageEvents.request("a"),
                        inProject("b", "my blog & more"),
                        UsageEvents.request("c", NOW.minus(Duration.ofDays(1)), "session-1")));
        JsonNode all = json("/v1/summary?" + TWO_DAYS + "&groupBy=project");
        assertThat(all.path("totals").path("estimatedCostUsd").textValue()).isEqualTo("0.148692");
        assertThat(all.path("groups").findValuesAsText("key")).containsExactly("shop", "my blog & more");
        JsonNode one = json("/v1/summary?" + TWO_DAYS + "&groupBy=day&project=" + encoded("my blog & more"));
        assertThat(one.path("filters")).hasToString("{\"project\":\"my blog & more\"}");
        assertThat(one.path("totals").path("requests").intValue()).isEqualTo(1);
        assertThat(one.path("groups").findValuesAsText("key")).containsExactly("2026-11-21", "2026-11-22");
        assertThat(json("/v1/summary?" + TWO_DAYS + "&groupBy=model")
                        .path("groups")
                        .path(0)
                        .path("totals")
                        .path("sessions")
                        .isNull())
                .isTrue();
    }

    @Test
    void projectsAgentsAndTasksAreSummaries() throws IOException {
        StoredUsage.put(rollups, List.of(UsageEvents.request("a")));
        assertThat(json("/v1/projects?" + TWO_DAYS).path("projects").findValuesAsText("key"))
                .containsExactly("shop");
        assertThat(json("/v1/agents?" + TWO_DAYS).path("agents").findValuesAsText("key"))
                .containsExactly("claude-code");
        JsonNode tasks = json("/v1/tasks?" + TWO_DAYS).path("tasks");
        assertThat(tasks.path(0).path("key").isNull()).isTrue();
    }

    @Test
    void parametersThatMakeNoSenseAreAllNamed() throws IOException {
        JsonNode error = refused(400, "/v1/summary?start=yesterday&end=2026-13-01&groupBy=colour&user=a&user=b");
        assertThat(error.path("code").textValue()).isEqualTo("invalid_parameter");
        assertThat(error.path("at").textValue()).isEqualTo("end, groupBy, start, user");
        refused(400, "/v1/summary?start=2026-11-22&end=2026-11-21");
        refused(400, "/v1/summary");
        refused(400, "/v1/summary?start=2025-01-01&end=2026-11-22");
        refused(400, "/v1/cubes/tomorrow");
        refused(400, "/v1/sessions?" + TWO_DAYS + "&limit=201");
        refused(400, "/v1/sessions?" + TWO_DAYS + "&cursor=nonsense");
        refused(400, "/v1/sessions/x?cursor=%25");
    }

    @Test
    void fourHundredDaysAreAnsweredAndNoMore() {
        assertThat(ask("/v1/summary?start=2025-10-19&end=2026-11-22").getStatusCode())
                .isEqualTo(200);
        assertThat(ask("/v1/summary?start=2025-10-18&end=2026-11-22").getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void sessionsArePagedInOrder() throws IOException {
        List<UsageEvent> events = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            events.add(UsageEvents.request("r" + n, NOW.minusSeconds(60L * n), "session-" + n));
        }
        // Twice the cost, over two days.
        events.add(UsageEvents.request("more", NOW.minus(Duration.ofDays(1)), "session-5"));
        StoredUsage.put(rollups, events);
        assertThat(pages("/v1/sessions?" + TWO_DAYS + "&limit=3"))
                .containsExactly(
                        "session-0", "session-1", "session-2", "session-3", "session-4", "session-5", "session-6");
        assertThat(pages("/v1/sessions?" + TWO_DAYS + "&limit=2&sort=cost"))
                .containsExactly(
                        "session-5", "session-0", "session-1", "session-2", "session-3", "session-4", "session-6");
        JsonNode dear = json("/v1/sessions?" + TWO_DAYS + "&sort=cost&limit=1");
        assertThat(dear.path("total").intValue()).isEqualTo(7);
        assertThat(dear.path("sessions")
                        .path(0)
                        .path("totals")
                        .path("estimatedCostUsd")
                        .textValue())
                .isEqualTo("0.099128");
        assertThat(json("/v1/sessions?" + TWO_DAYS + "&project=other")
                        .path("total")
                        .intValue())
                .isZero();
    }

    @Test
    void aSessionShowsEachRequestOncePageByPage() throws IOException {
        List<UsageEvent> events = new ArrayList<>();
        IntStream.range(0, 620)
                .forEach(n ->
                        events.add(UsageEvents.request("r%03d".formatted(n), NOW.plusMillis(n / 10), "strange/id #1")));
        ToolUsed tool = new ToolUsed(
                new Envelope(
                        new EventId(Kind.TOOL_USED, "t"),
                        NOW,
                        "strange/id #1",
                        events.getFirst().envelope().attribution(),
                        Set.of(),
                        true),
                Claim.explicit("Bash"),
                false,
                0);
        events.add(tool);
        StoredUsage.put(rollups, events);
        String path = "/v1/sessions/" + encoded("strange/id #1").replace("+", "%20");
        JsonNode first = json(path);
        assertThat(first.path("requests")).hasSize(500);
        assertThat(first.path("session").path("totals").path("requests").intValue())
                .isEqualTo(620);
        assertThat(first.path("tools")).hasToString("[{\"tool\":\"Bash\",\"calls\":1,\"failures\":0}]");
        JsonNode second = json(path + "?cursor=" + first.path("next").textValue());
        assertThat(second.path("requests")).hasSize(120);
        assertThat(second.path("next").isNull()).isTrue();
        List<String> ids = new ArrayList<>(first.path("requests").findValuesAsText("id"));
        ids.addAll(second.path("requests").findValuesAsText("id"));
        assertThat(ids).hasSize(620).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anUnknownSessionIsNotFound() throws IOException {
        assertThat(refused(404, "/v1/sessions/nobody").path("code").textValue()).isEqualTo("not_found");
    }

    @Test
    void aCubeComesFromItsFileUntilTheDayChanges() throws IOException {
        StoredUsage.put(rollups, List.of(UsageEvents.request("c", NOW.minus(Duration.ofDays(1)), "session-1")));
        assertThat(json("/v1/cubes/2026-11-21").path("cells")).hasSize(1);
        files.write("cubes/2026-11-21.json", "application/json", "{\"from\":\"file\"}");
        assertThat(json("/v1/cubes/2026-11-21").path("from").textValue()).isEqualTo("file");
        marks.change(YESTERDAY);
        assertThat(json("/v1/cubes/2026-11-21").path("cells")).hasSize(1);
        marks.written(new DayMark(YESTERDAY, 1, 0), false);
        assertThat(json("/v1/cubes/2026-11-21").path("from").textValue()).isEqualTo("file");
    }

    @Test
    void todaysCubeIsAlwaysWorkedOut() throws IOException {
        files.write("cubes/2026-11-22.json", "application/json", "{\"from\":\"file\"}");
        JsonNode cube = json("/v1/cubes/2026-11-22");
        assertThat(cube.path("final").booleanValue()).isFalse();
        assertThat(cube.path("cells").isArray()).isTrue();
        String tag = ask("/v1/cubes/2026-11-22").getHeaders().get("etag");
        clock.advance(Duration.ofSeconds(5));
        assertThat(ask("/v1/cubes/2026-11-22").getHeaders()).containsEntry("etag", tag);
    }

    @Test
    void whoAmISaysWhatATokenMayDo() throws IOException {
        Principal admin = new Principal("local", Set.of(Scope.ADMIN), NOW);
        assertThat(handler.handleRequest(Events.by(admin, "GET", "/v1/whoami"), NoContext.INSTANCE)
                        .getBody())
                .isEqualTo(
                        "{\"owner\":\"local\",\"scopes\":[\"admin\",\"read\"],\"expiresAt\":\"2026-11-22T09:20:00Z\"}");
        assertThat(json("/v1/whoami").path("expiresAt").isNull()).isTrue();
    }

    @Test
    void theHealthCheckTellsTheVersionToAnybody() throws IOException {
        APIGatewayV2HTTPResponse answer =
                handler.handleRequest(Events.anonymous("GET", "/healthz?deep=true"), NoContext.INSTANCE);
        assertThat(answer.getBody()).isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\"}");
    }

    private List<String> pages(String path) throws IOException {
        List<String> ids = new ArrayList<>();
        JsonNode page = json(path);
        ids.addAll(page.path("sessions").findValuesAsText("id"));
        while (!page.path("next").isNull()) {
            page = json(path + "&cursor=" + page.path("next").textValue());
            ids.addAll(page.path("sessions").findValuesAsText("id"));
        }
        return ids;
    }

    private static ModelRequest inProject(String id, String project) {
        ModelRequest request = UsageEvents.request(id, UsageEvents.TIME, "session-" + project);
        Envelope envelope = request.envelope();
        return request.withEnvelope(new Envelope(
                envelope.id(),
                envelope.time(),
                envelope.session(),
                envelope.attribution().withProject(Claim.explicit(project)),
                envelope.sources(),
                true));
    }

    private APIGatewayV2HTTPResponse ask(String pathAndQuery) {
        return handler.handleRequest(Events.by(READER, "GET", pathAndQuery), NoContext.INSTANCE);
    }

    private JsonNode json(String pathAndQuery) throws IOException {
        APIGatewayV2HTTPResponse answer = ask(pathAndQuery);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.getBody());
    }

    private JsonNode refused(int status, String pathAndQuery) throws IOException {
        APIGatewayV2HTTPResponse answer = ask(pathAndQuery);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        return new ObjectMapper().readTree(answer.getBody()).path("error");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
