package io.agentmeter.functions.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.InMemoryReceipts;
import io.agentmeter.functions.library.events.EventStore;
import io.agentmeter.functions.library.events.InMemoryEventStore;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.usage.Money;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestHandlerTest {
    private static final Path SAMPLES = Path.of("..", "..", "contracts", "samples");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Principal AGENT = new Principal("team-token", Set.of(Scope.INGEST), null);
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final InMemoryEventStore events = new InMemoryEventStore();
    private final InMemoryReceipts receipts = new InMemoryReceipts();
    private final List<String> lines = new ArrayList<>();

    private IngestHandler handler(EventStore store) {
        return IngestHandler.over(store, receipts, lines::add, new SettableClock(NOW));
    }

    private static APIGatewayV2HTTPEvent request(String path, byte[] body, Map<String, String> headers) {
        APIGatewayV2HTTPEvent event = Events.by(AGENT, "POST", path);
        event.setHeaders(new HashMap<>(headers));
        event.setBody(Base64.getEncoder().encodeToString(body));
        event.setIsBase64Encoded(true);
        return event;
    }

    private APIGatewayV2HTTPResponse post(String path, byte[] body, Map<String, String> headers) {
        return handler(events).handleRequest(request(path, body, headers), new NoContext());
    }

    private APIGatewayV2HTTPResponse post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), Map.of("content-type", "application/json"));
    }

    private static String sample(String name) {
        try {
            return Files.readString(SAMPLES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(APIGatewayV2HTTPResponse answer) {
        try {
            return JSON.readTree(answer.getBody());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private Money reportedTotal() {
        return events.events().stream()
                .filter(ModelRequest.class::isInstance)
                .map(event -> ((ModelRequest) event).facts().reportedCost().orElse(Money.ZERO))
                .reduce(Money.ZERO, Money::plus);
    }

    @Test
    void theTelemetrySampleIsFourRequestsHoweverOftenAndInWhicheverShapeItComes() {
        for (String name : List.of("claude-code-otlp-logs.json", "claude-code-otlp-logs-collector.json")) {
            for (int repeat = 0; repeat < 2; repeat++) {
                byte[] body = gzip(sample(name).getBytes(StandardCharsets.UTF_8));
                APIGatewayV2HTTPResponse answer =
                        post("/v1/logs", body, Map.of("content-type", "application/json", "content-encoding", "gzip"));
                assertThat(answer.getStatusCode()).isEqualTo(200);
                assertThat(answer.getBody()).isEqualTo("{}");
            }
        }
        assertThat(events.events()).filteredOn(ModelRequest.class::isInstance).hasSize(4);
        assertThat(reportedTotal()).isEqualTo(Money.ofDollars("1.067532"));
        assertThat(receipts.first()).contains(NOW);
    }

    @Test
    void aHookIsAnsweredWithAnEmptyObjectAndItsContentIsNeverKept() {
        String canary = "CANARY-3f9a";
        String body = sample("claude-code-hook-UserPromptSubmit.json")
                .replace("Add a rounding rule to the invoice total (synthetic).", canary);

        APIGatewayV2HTTPResponse answer = post("/v1/hooks/claude-code", body);

        assertThat(body).contains(canary);
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody()).isEqualTo("{}");
        assertThat(events.events()).isNotEmpty();
        assertThat(events.events().stream().map(EventJson::write)).noneMatch(text -> text.contains(canary));
        assertThat(lines).noneMatch(line -> line.contains(canary));
        assertThat(events.events().getFirst().envelope().attribution().project().value())
                .isEqualTo("billing-api");
    }

    @Test
    void hooksOfAnUnknownAgentOrEventHoldNobodyUp() {
        assertThat(post("/v1/hooks/some-agent", "{\"x\": 1}").getBody()).isEqualTo("{}");
        assertThat(post(
                                "/v1/hooks/claude-code",
                                "{\"session_id\": \"s\", \"hook_event_name\": \"SomethingNew\", \"cwd\": \"/home/a/b\"}")
                        .getBody())
                .isEqualTo("{}");
    }

    @Test
    void oneBadEventInABatchIsNamedAndTheOthersAreStored() {
        APIGatewayV2HTTPResponse answer = post("/v1/events", """
                {"events": [
                  {"id": "a", "kind": "model_request", "time": "2026-11-22T08:59:00Z", "model": "claude-sonnet-5-5",
                   "tokens": {"output": 5}},
                  {"id": "b", "kind": "model_request", "time": "2026-11-22T08:59:00Z", "tokens": {"output": -5}},
                  {"id": "c", "kind": "model_request", "time": "2026-10-01T00:00:00Z"},
                  {"id": "d", "kind": "model_request", "time": "2026-11-22T09:05:01Z"}
                ]}""");

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(json(answer).path("accepted").asInt()).isEqualTo(1);
        JsonNode rejected = json(answer).path("rejected");
        assertThat(rejected).hasSize(3);
        assertThat(rejected.path(0).path("index").asInt()).isEqualTo(1);
        assertThat(rejected.path(0).path("field").asText()).isEqualTo("tokens.output");
        assertThat(rejected.path(1).path("reason").asText()).contains("35 days", "backfill");
        assertThat(rejected.path(2).path("reason").asText()).contains("5 minutes ahead");
        assertThat(events.events()).hasSize(1);
    }

    @Test
    void theWindowIncludesItsEdgesAndBackfillHasNone() {
        String atEdges = """
                {"backfill": %s, "events": [
                  {"id": "a%s", "kind": "turn_started", "time": "2026-10-18T09:00:00Z"},
                  {"id": "b%s", "kind": "turn_started", "time": "2026-11-22T09:05:00Z"},
                  {"id": "c%s", "kind": "turn_started", "time": "%s"}]}""";

        assertThat(json(post("/v1/events", atEdges.formatted("false", 1, 1, 1, "2026-10-18T08:59:59Z")))
                        .path("accepted")
                        .asInt())
                .isEqualTo(2);
        assertThat(json(post("/v1/events", atEdges.formatted("true", 2, 2, 2, "2019-01-01T00:00:00Z")))
                        .path("accepted")
                        .asInt())
                .isEqualTo(3);
        assertThat(json(post("/v1/events", atEdges.formatted("true", 3, 3, 3, "2999-01-01T00:00:00Z")))
                        .path("rejected")
                        .path(0)
                        .path("reason")
                        .asText())
                .contains("5 minutes ahead");
        assertThat(events.events())
                .filteredOn(event -> !event.envelope().live())
                .extracting(UsageEvent::id)
                .extracting(id -> id.text())
                .containsExactly("a2", "b2", "c2", "a3", "b3");
    }

    @Test
    void aSingleWrongEventIsABadRequest() {
        APIGatewayV2HTTPResponse answer =
                post("/v1/events", "{\"id\": \"a\", \"kind\": \"nonsense\", \"time\": \"2026-11-22T08:59:00Z\"}");

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(json(answer).path("rejected").path(0).path("field").asText()).isEqualTo("kind");
    }

    @Test
    void anUnreadableBodyIsABadRequestThatNamesThePlace() {
        JsonNode error = json(post("/v1/events", "{\n  \"events\": [}\n")).path("error");

        assertThat(error.path("code").asText()).isEqualTo("unreadable_body");
        assertThat(error.path("at").asText()).contains("line 2");
        APIGatewayV2HTTPResponse otlp = post("/v1/logs", "{\"resourceLogs\": [");
        assertThat(otlp.getStatusCode()).isEqualTo(400);
        assertThat(json(otlp).path("code").asInt()).isEqualTo(3);
    }

    @Test
    void tooLargeIsAnsweredBeforeWorkIsDone() {
        byte[] large = new byte[1_000_001];
        byte[] bomb = gzip(new byte[20_000_000]);
        String many = "{\"events\": [" + "{},".repeat(1_000) + "{}]}";
        String deep = "[".repeat(5_000) + "]".repeat(5_000);

        assertThat(post("/v1/events", large, Map.of()).getStatusCode()).isEqualTo(413);
        assertThat(post("/v1/events", bomb, Map.of("content-encoding", "gzip")).getStatusCode())
                .isEqualTo(413);
        assertThat(post("/v1/events", "{}".getBytes(StandardCharsets.UTF_8), Map.of("content-length", "2000000"))
                        .getStatusCode())
                .isEqualTo(413);
        assertThat(post("/v1/events", many).getStatusCode()).isEqualTo(413);
        assertThat(post("/v1/events", deep).getStatusCode()).isIn(400, 413);
        assertThat(events.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/logs"})
    void aStoreThatIsDownIsAnsweredWith503AndRetryAfter(String path) {
        IngestHandler handler = handler(_ -> {
            throw new StoreUnavailable("down", new IllegalStateException("test"));
        });
        String body = path.endsWith("logs")
                ? sample("claude-code-otlp-logs.json")
                : "{\"id\": \"a\", \"kind\": \"turn_started\", \"time\": \"2026-11-22T08:59:00Z\"}";

        APIGatewayV2HTTPResponse answer = handler.handleRequest(
                request(path, body.getBytes(StandardCharsets.UTF_8), Map.of("content-type", "application/json")),
                new NoContext());

        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsKey("retry-after");
        assertThat(receipts.first()).as("part of it may be stored").contains(NOW);
    }

    @Test
    void aHookIsAnsweredThoughItsEventCouldNotBeStoredAndThatIsCounted() {
        IngestHandler handler = handler(_ -> {
            throw new StoreUnavailable("down", new IllegalStateException("test"));
        });
        byte[] body = sample("claude-code-hook-UserPromptSubmit.json").getBytes(StandardCharsets.UTF_8);

        APIGatewayV2HTTPResponse answer =
                handler.handleRequest(request("/v1/hooks/claude-code", body, Map.of()), new NoContext());

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody()).isEqualTo("{}");
        assertThat(lines).anyMatch(line -> line.contains("\"HookEventsLost\":1"));
    }

    @Test
    void refusedRecordsAreAPartialSuccessInTheEncodingOfTheRequest() throws InvalidProtocolBufferException {
        String old = sample("claude-code-otlp-logs.json").replace("2026-11-20T09", "2025-11-20T09");
        JsonNode partial = json(post("/v1/logs", old)).path("partialSuccess");
        assertThat(partial.path("rejectedLogRecords").asText()).matches("[1-9]\\d*");
        assertThat(partial.path("errorMessage").asText()).contains("35 days old");

        OtlpAnswers protobuf = new OtlpAnswers(true, "rejectedLogRecords");
        List<io.agentmeter.format.EventFormat.Rejection> rejected = java.util.stream.IntStream.range(0, 300)
                .mapToObj(index -> new io.agentmeter.format.EventFormat.Rejection(index, null, "time", "is old"))
                .toList();
        byte[] body = protobuf.result(new IngestService.Result(1, 0, 0, rejected, 0))
                .body()
                .getBytes(StandardCharsets.ISO_8859_1);
        ExportLogsServiceResponse answer = ExportLogsServiceResponse.parseFrom(body);
        assertThat(answer.getPartialSuccess().getRejectedLogRecords()).isEqualTo(300);
        assertThat(answer.getPartialSuccess().getErrorMessage()).contains("and 297 more");
    }

    @Test
    void anotherSourceOfTheSameRequestsChangesOnlyWhoSawThem() {
        post("/v1/logs", sample("claude-code-observed-otlp-logs.json"));
        Money before = reportedTotal();
        post("/v1/events", """
                {"events": [{"id": "req_stub000001", "kind": "model_request", "time": "2026-11-22T00:36:29.720Z",
                  "session": "elsewhere", "agent": "claude-code", "model": "claude-sonnet-4-5", "source": "transcript",
                  "tokens": {"freshInput": 12, "cacheRead": 5000, "cacheWrite": 1000, "cacheWrite1h": 600, "output": 42}}]}""");

        List<UsageEvent> requests =
                events.events().stream().filter(ModelRequest.class::isInstance).toList();
        assertThat(requests).hasSize(2);
        assertThat(before).isEqualTo(Money.ofDollars("0.014532"));
        assertThat(reportedTotal()).isEqualTo(before);
        assertThat(requests.getFirst().envelope().sources()).containsExactlyInAnyOrder(Source.OTLP, Source.TRANSCRIPT);
    }
}
