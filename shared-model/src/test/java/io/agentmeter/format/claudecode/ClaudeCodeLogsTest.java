package io.agentmeter.format.claudecode;

import static io.agentmeter.format.Samples.events;
import static io.agentmeter.format.Samples.only;
import static io.agentmeter.format.Samples.single;
import static io.agentmeter.format.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.Sequences;
import io.agentmeter.event.Source;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Rejection;
import io.agentmeter.format.Samples;
import io.agentmeter.format.otlp.ProtobufTwin;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeCodeLogsTest {
    private static final String LOGS = "/v1/logs";

    @ParameterizedTest
    @ValueSource(strings = {"claude-code-otlp-logs.json", "claude-code-otlp-logs-collector.json"})
    void readsFourRequestsWhateverKindOfNumberTheCountsAre(String sample) {
        Events events = events(LOGS, text(sample));
        List<ModelRequest> requests = only(ModelRequest.class, events);

        assertThat(events.rejected()).isEmpty();
        assertThat(events.events().size() + events.ignored()).isEqualTo(11);
        assertThat(requests)
                .extracting(request -> request.id().text())
                .containsExactly(
                        "req_011SYNTHETIC01", "req_011SYNTHETIC02", "req_011SYNTHETIC04", "req_011SYNTHETIC05");
        assertThat(requests)
                .extracting(request -> request.facts().model().value())
                .containsExactly(
                        "claude-sonnet-5-5", "claude-haiku-4-5-20251001", "claude-sonnet-5-5", "claude-opus-5-5");
        assertThat(requests)
                .extracting(request -> request.facts().tokens())
                .containsExactly(
                        TokenUsage.of(12, 9400, 18200, 310),
                        TokenUsage.of(900, 0, 0, 140),
                        TokenUsage.of(4, 27600, 640, 1200),
                        TokenUsage.of(50000, 0, 0, 40000));
        assertThat(requests)
                .extracting(
                        request -> request.facts().reportedCost().orElseThrow().text())
                .containsExactly("0.049564", "0.0016", "0.016368", "1");
        assertThat(cost(requests)).isEqualTo(Money.ofDollars("1.067532"));
    }

    @Test
    void readsTheOtherRecordsThatMeanSomething() {
        Events events = events(LOGS, text("claude-code-otlp-logs.json"));

        TurnStarted turn = only(TurnStarted.class, events).getFirst();
        assertThat(turn.id().text()).isEqualTo("9a0e0000-0000-4000-8000-000000000101");
        assertThat(turn.time()).isEqualTo("2026-11-20T09:15:00.120Z");

        ToolUsed tool = only(ToolUsed.class, events).getFirst();
        assertThat(tool.id().text()).isEqualTo("toolu_01SYNTH000000000000000001");
        assertThat(tool.tool().value()).isEqualTo("Bash");
        assertThat(tool.failed()).isFalse();
        assertThat(tool.durationMs()).isEqualTo(1502);

        RequestFailed failed = only(RequestFailed.class, events).getFirst();
        assertThat(failed.id().text()).isEqualTo("5e551000-0000-4000-8000-000000000001:7:2026-11-20T09:15:12.300Z");
        assertThat(failed.reason().value()).isEqualTo("529");

        assertThat(events.events()).hasSize(7);
        assertThat(events.ignored()).isEqualTo(4);
        assertThat(events.backfill()).isFalse();
    }

    @Test
    void everyRecordsNumberIsKeptSoThatALostOneShows() {
        Sequences seen = events(LOGS, text("claude-code-otlp-logs.json")).events().stream()
                .map(indexed -> indexed.event().envelope())
                .filter(envelope -> envelope.session().endsWith("1"))
                .map(Envelope::sequences)
                .reduce(Sequences.NONE, Sequences::merge);

        assertThat(seen.ranges()).hasSize(1);
        assertThat(seen.ranges().getFirst().last()).isGreaterThan(6);
    }

    @Test
    void takesWhoAndWhereFromTheRecordAndItsResource() {
        ModelRequest request = only(ModelRequest.class, events(LOGS, text("claude-code-otlp-logs.json")))
                .get(1);

        Attribution expected = Attribution.NONE
                .withProject(new Claim(900, "billing-api"))
                .withUser(new Claim(800, "dev.one@example.com"))
                .withTeam(new Claim(900, "platform"))
                .withAgent(new Claim(500, "claude-code"));
        assertThat(request.envelope().attribution()).isEqualTo(expected);
        assertThat(request.session()).isEqualTo("5e551000-0000-4000-8000-000000000001");
        assertThat(request.envelope().sources()).isEqualTo(Set.of(Source.OTLP));
        assertThat(request.envelope().live()).isTrue();
        assertThat(request.time()).isEqualTo("2026-11-20T09:15:09.900Z");
        assertThat(request.facts().agentName().value()).isEqualTo("Explore");
        assertThat(request.facts().turn().value()).isEqualTo("9a0e0000-0000-4000-8000-000000000101");
        assertThat(request.facts().durationMs()).isEqualTo(1180);
        assertThat(request.facts().speed().value()).isEqualTo("standard");
        assertThat(request.facts().lane()).isEqualTo(Claim.NONE);
    }

    @Test
    void readsNumbersThatOldVersionsSendAsStrings() {
        ModelRequest request =
                single(ModelRequest.class, events(LOGS, text("claude-code-otlp-logs-legacy-strings.json")));

        assertThat(request.facts().tokens()).isEqualTo(TokenUsage.of(12, 9400, 18200, 310));
        assertThat(request.facts().reportedCost()).contains(Money.ofDollars("0.075756"));
        assertThat(request.facts().tokens().cacheWrite1h().isKnown()).isFalse();
        assertThat(request.id().text())
                .isEqualTo("5e551000-0000-4000-8000-000000000001:claude-sonnet-4-6:2026-04-02T10:00:00Z");
    }

    @Test
    void readsTheTwoRequestsOfARealRunWithTheirCacheSplit() {
        Events events = events(LOGS, text("claude-code-observed-otlp-logs.json"));
        List<ModelRequest> requests = only(ModelRequest.class, events);

        assertThat(requests)
                .extracting(request -> request.facts().tokens())
                .containsOnly(TokenUsage.of(12, 5000, 1000, 42).withCacheWrite1h(600))
                .hasSize(2);
        assertThat(cost(requests)).isEqualTo(Money.ofDollars("0.014532"));
        assertThat(requests)
                .extracting(request -> request.id().text())
                .containsExactly("req_stub000001", "req_stub000002");
        assertThat(requests.getFirst().envelope().attribution().team()).isEqualTo(new Claim(900, "payments"));
        assertThat(events.events().size() + events.ignored()).isEqualTo(26);
        assertThat(only(TurnStarted.class, events)).hasSize(1);
        assertThat(only(ToolUsed.class, events)).hasSize(1);
        assertThat(events.events()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-code-otlp-logs.json",
                "claude-code-otlp-logs-collector.json",
                "claude-code-otlp-logs-legacy-strings.json",
                "claude-code-observed-otlp-logs.json"
            })
    void readsProtobufLikeJson(String sample) {
        byte[] protobuf = ProtobufTwin.ofLogs(text(sample));

        assertThat(Samples.read(LOGS, protobuf, "application/x-protobuf")).isEqualTo(events(LOGS, text(sample)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool_decision", "tool_result", "assistant_response", "api_refusal", "api_request_body"})
    void countsNoOtherRecordThatCarriesARequestIdAsARequest(String event) {
        Events events = events(LOGS, record("claude_code." + event, """
                {"key":"event.name","value":{"stringValue":"%s"}},
                {"key":"request_id","value":{"stringValue":"req_1"}},
                {"key":"input_tokens","value":{"intValue":5}}""".formatted(event)));

        assertThat(only(ModelRequest.class, events)).isEmpty();
    }

    @Test
    void prefersTheExactMicroDollars() {
        ModelRequest request = request("""
                {"key":"cost_usd","value":{"doubleValue":0.30000000000000004}},
                {"key":"cost_usd_micros","value":{"intValue":"300000"}}""");

        assertThat(request.facts().reportedCost()).contains(Money.ofDollars("0.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"intValue\":1}", "{\"intValue\":\"1\"}", "{\"doubleValue\":1.0}", "{\"stringValue\":\"1.00\"}"
            })
    void readsOneDollarHoweverItIsWritten(String one) {
        ModelRequest request = request("{\"key\":\"cost_usd\",\"value\":" + one + "}");

        assertThat(request.facts().reportedCost()).contains(Money.ofDollars("1"));
    }

    @Test
    void keepsEveryDigitOfACost() {
        ModelRequest request = request("{\"key\":\"cost_usd\",\"value\":{\"doubleValue\":0.123456789012345678}}");

        assertThat(request.facts().reportedCost()).contains(Money.ofDollars("0.123456789012345678"));
    }

    @Test
    void tellsAFreeRequestFromOneOfUnknownCost() {
        assertThat(request("{\"key\":\"cost_usd\",\"value\":{\"intValue\":0}}")
                        .facts()
                        .reportedCost())
                .contains(Money.ZERO);
        assertThat(request("{\"key\":\"cost_usd\",\"value\":{}}").facts().reportedCost())
                .isEmpty();
    }

    @Test
    void namesARequestByTheClientsIdWhereTheProvidersIsMissing() {
        String json = record("claude_code.api_request", """
                {"key":"client_request_id","value":{"stringValue":"c11e"}},
                {"key":"input_tokens","value":{"intValue":5}}""");

        assertThat(single(ModelRequest.class, events(LOGS, json)).id().text()).isEqualTo("client:c11e");
    }

    @Test
    void takesTheRecordsTimeWhereTheEventHasNone() {
        String counts = "{\"key\":\"input_tokens\",\"value\":{\"intValue\":5}}";
        String json = record("claude_code.api_request", counts);

        assertThat(timeOf(json)).isEqualTo("2026-11-20T09:15:04.480Z");
        String zero = json.replace("\"timeUnixNano\":\"1795166104480000000\"", "\"timeUnixNano\":\"0\"");
        assertThat(timeOf(zero)).isEqualTo("2026-11-20T09:15:05.500Z");
        String observedZero = zero.replace("1795166105500000000", "0");
        assertThat(timeOf(observedZero)).isEqualTo("2026-11-22T10:00:30.123Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"many\"", "1e99", "1000000000001", "\"\""})
    void refusesImpossibleCountsWithTheirPlace(String count) {
        Events events = events(LOGS, record("claude_code.api_request", """
                {"key":"request_id","value":{"stringValue":"req_1"}},
                {"key":"input_tokens","value":{"intValue":1}},
                {"key":"output_tokens","value":{"intValue":%s}}""".formatted(count)));

        assertThat(events.events()).isEmpty();
        assertThat(events.rejected()).hasSize(1);
        Rejection rejection = events.rejected().getFirst();
        assertThat(rejection.index()).isZero();
        assertThat(rejection.idOrNull()).isEqualTo("req_1");
        assertThat(rejection.field()).isEqualTo("output_tokens");
        assertThat(rejection.reason()).startsWith("must");
    }

    @Test
    void refusesARequestWithoutCounts() {
        Events events = events(LOGS, record("claude_code.api_request", """
                {"key":"request_id","value":{"stringValue":"req_1"}}"""));

        assertThat(events.rejected()).containsExactly(new Rejection(0, "req_1", "input_tokens", "is missing"));
    }

    @Test
    void saysWhyARequestFailedInAWordAndNotInItsMessage() {
        assertThat(failure("\"status_code\",\"value\":{\"intValue\":429}")).isEqualTo("rate_limit");
        assertThat(failure("\"status_code\",\"value\":{\"stringValue\":\"529\"}"))
                .isEqualTo("529");
        assertThat(failure("\"error\",\"value\":{\"stringValue\":\"Request timed out: SECRET\"}"))
                .isEqualTo("timeout");
        assertThat(failure("\"error\",\"value\":{\"stringValue\":\"SECRET\"}")).isEqualTo("unknown");
        assertThat(failure("\"status_code\",\"value\":{\"stringValue\":\"SECRET\"}"))
                .isEqualTo("unknown");
    }

    @Test
    void believesTheNamedUserMostAndTheInstallationLeast() {
        String user =
                "{\"key\":\"input_tokens\",\"value\":{\"intValue\":5}},{\"key\":\"user.id\",\"value\":{\"stringValue\":\"i\"}}";
        String account = user + ",{\"key\":\"user.account_uuid\",\"value\":{\"stringValue\":\"acc\"}}";
        String email = account + ",{\"key\":\"user.email\",\"value\":{\"stringValue\":\"a@b.c\"}}";
        String named = email + ",{\"key\":\"enduser.id\",\"value\":{\"stringValue\":\"ann\"}}";

        assertThat(userOf(user)).isEqualTo(new Claim(100, "i"));
        assertThat(userOf(account)).isEqualTo(new Claim(600, "acc"));
        assertThat(userOf(email)).isEqualTo(new Claim(800, "a@b.c"));
        assertThat(userOf(named)).isEqualTo(new Claim(900, "ann"));
    }

    @Test
    void takesTheProjectFromTheDesktopAppsOnlyFolder() {
        String folder = "{\"stringValue\":\"/home/dev/src/shop\"}";
        String one = "{\"key\":\"workspace.host_paths\",\"value\":{\"arrayValue\":{\"values\":[" + folder + "]}}}";
        String two = one.replace(folder, folder + "," + folder.replace("shop", "web"));

        assertThat(request(one).envelope().attribution().project().value()).isEqualTo("shop");
        assertThat(request(two).envelope().attribution().project()).isEqualTo(Claim.NONE);
    }

    @Test
    void readsRecordsOfSeveralResourcesInAnyOrderOfFields() {
        String json = """
                {"resourceLogs":[
                  {"scopeLogs":[{"logRecords":[%s],"scope":{"name":"x"}}],
                   "resource":{"attributes":[{"value":{"stringValue":"late"},"key":"project"}]},"schemaUrl":"x"},
                  {"resource":{"attributes":[{"key":"project","value":{"stringValue":"other"}}]},
                   "scopeLogs":[{"logRecords":[%s]},{"logRecords":[%s]}]}],
                 "unknown":{"a":[1,{"b":null}]}}""".formatted(inner("req_1"), inner("req_2"), inner("req_3"));

        List<ModelRequest> requests = only(ModelRequest.class, events(LOGS, json));

        assertThat(requests).extracting(request -> request.id().text()).containsExactly("req_1", "req_2", "req_3");
        assertThat(requests)
                .extracting(
                        request -> request.envelope().attribution().project().value())
                .containsExactly("late", "other", "other");
    }

    @Test
    void ignoresTelemetryOfOtherPrograms() {
        Events events = events(LOGS, """
                {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
                 "scopeLogs":[{"logRecords":[{"body":{"stringValue":"api_request"}},{"body":{"kvlistValue":{"values":[]}}}]}]}]}""");

        assertThat(events.events()).isEmpty();
        assertThat(events.rejected()).isEmpty();
        assertThat(events.ignored()).isEqualTo(2);
    }

    private static Money cost(List<ModelRequest> requests) {
        return requests.stream()
                .map(request -> request.facts().reportedCost().orElseThrow())
                .reduce(Money.ZERO, Money::plus);
    }

    private static String failure(String attribute) {
        String json = record("claude_code.api_error", "{\"key\":" + attribute + "}");
        return single(RequestFailed.class, events(LOGS, json)).reason().value();
    }

    private static Claim userOf(String attributes) {
        String json = record("claude_code.api_request", attributes);
        return single(ModelRequest.class, events(LOGS, json))
                .envelope()
                .attribution()
                .user();
    }

    private static Instant timeOf(String json) {
        return single(ModelRequest.class, events(LOGS, json)).time();
    }

    private static ModelRequest request(String attributes) {
        String json = record("claude_code.api_request", """
                {"key":"request_id","value":{"stringValue":"req_1"}},
                {"key":"input_tokens","value":{"intValue":5}},""" + attributes);
        return single(ModelRequest.class, events(LOGS, json));
    }

    private static String inner(String id) {
        return "{\"body\":{\"stringValue\":\"claude_code.api_request\"},\"attributes\":["
                + "{\"key\":\"request_id\",\"value\":{\"stringValue\":\"" + id + "\"}},"
                + "{\"key\":\"input_tokens\",\"value\":{\"intValue\":5}}]}";
    }

    private static String record(String body, String attributes) {
        return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"1795166104480000000\","
                + "\"observedTimeUnixNano\":\"1795166105500000000\",\"body\":{\"stringValue\":\"" + body
                + "\"},\"attributes\":[" + attributes + "]}]}]}]}";
    }
}
