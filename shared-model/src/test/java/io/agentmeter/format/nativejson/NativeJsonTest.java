package io.agentmeter.format.nativejson;

import static io.agentmeter.format.Samples.events;
import static io.agentmeter.format.Samples.only;
import static io.agentmeter.format.Samples.single;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Activity;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.RateLimited;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.SessionEnded;
import io.agentmeter.event.Source;
import io.agentmeter.event.TaskChanged;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnEnded;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.EventFormat.Rejection;
import io.agentmeter.format.EventFormat.TooLarge;
import io.agentmeter.format.EventFormat.Unreadable;
import io.agentmeter.format.Samples;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeJsonTest {
    private static final String EVENTS = "/v1/events";

    @Test
    void readsEveryFieldOfARequest() {
        ModelRequest request = single(ModelRequest.class, events(EVENTS, Samples.text("native-event.json")));

        Attribution attribution = new Attribution(
                Claim.explicit("shop"),
                Claim.explicit("ann@example.com"),
                Claim.explicit("web"),
                new Claim(500, "claude-code"),
                Claim.explicit("SHOP-7"),
                new Claim(500, "m1"),
                new Claim(500, "main"));
        assertThat(request.envelope())
                .isEqualTo(new Envelope(
                        new EventId(Kind.MODEL_REQUEST, "req_01"),
                        Instant.parse("2026-11-22T09:15:04.480Z"),
                        "5e551000-0000-4000-8000-000000000001",
                        attribution,
                        Set.of(Source.NATIVE),
                        true));
        assertThat(request.facts())
                .isEqualTo(new ModelRequest.Facts(
                        said("claude-sonnet-5-5"),
                        TokenUsage.of(12, 9400, 18200, 310).withCacheWrite1h(0).withReasoning(0),
                        Money.ofDollars("0.049564"),
                        4210,
                        0,
                        said("standard"),
                        said("standard"),
                        said("us"),
                        said("api"),
                        said("Explore"),
                        said("9a0e0000-0000-4000-8000-000000000101")));
    }

    @Test
    void needsNothingButIdKindAndTime() {
        ModelRequest request = single(ModelRequest.class, events(EVENTS, event("")));

        assertThat(request.facts()).isEqualTo(ModelRequest.Facts.of(Claim.NONE, TokenUsage.NONE));
        assertThat(request.envelope().attribution()).isEqualTo(Attribution.NONE);
        assertThat(request.session()).isEqualTo(Envelope.sessionless(Attribution.NONE));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsEveryKind(Kind kind) {
        UsageEvent event = single(UsageEvent.class, events(EVENTS, event("").replace("model_request", kind.label())));

        assertThat(event.id()).isEqualTo(new EventId(kind, "e1"));
    }

    @Test
    void readsWhatEachKindHas() {
        assertThat(read(RequestFailed.class, "request_failed", "\"reason\":\"529\"")
                        .reason()
                        .value())
                .isEqualTo("529");
        assertThat(read(RateLimited.class, "rate_limited", "\"reason\":\"429\"")
                        .reason()
                        .value())
                .isEqualTo("429");
        assertThat(read(TurnEnded.class, "turn_ended", "\"outcome\":\"done\"")
                        .outcome()
                        .value())
                .isEqualTo("done");
        assertThat(read(SessionEnded.class, "session_ended", "\"reason\":\"logout\"")
                        .reason()
                        .value())
                .isEqualTo("logout");
        ToolUsed tool = read(ToolUsed.class, "tool_used", "\"tool\":\"Bash\",\"success\":false,\"durationMs\":5");
        assertThat(tool.tool()).isEqualTo(said("Bash"));
        assertThat(tool.failed()).isTrue();
        assertThat(tool.durationMs()).isEqualTo(5);
        TaskChanged task = read(TaskChanged.class, "task_changed", "\"task\":\"SHOP-7\",\"state\":\"completed\"");
        assertThat(task.task()).isEqualTo(said("SHOP-7"));
        assertThat(task.state()).isEqualTo(said("completed"));
        assertThat(task.envelope().attribution().task()).isEqualTo(Claim.explicit("SHOP-7"));
        Activity activity = read(
                Activity.class,
                "activity",
                "\"activeSeconds\":1,\"linesAdded\":2,\"linesRemoved\":3,\"commits\":4,\"pullRequests\":5");
        assertThat(activity).isEqualTo(new Activity(activity.envelope(), 1, 2, 3, 4, 5, TokenUsage.NONE));
    }

    @Test
    void believesTheWorkspaceLessThanANamedProject() {
        String guessed = "\"workspace\":{\"project\":\"folder\"}";
        String certain = "\"workspace\":{\"project\":\"folder\",\"certain\":true}";

        assertThat(projectOf(guessed)).isEqualTo(new Claim(400, "folder"));
        assertThat(projectOf(certain)).isEqualTo(new Claim(700, "folder"));
        assertThat(projectOf(certain + ",\"project\":\"shop\"")).isEqualTo(Claim.explicit("shop"));
    }

    @Test
    void namesTheTokensOwnerWhereNoUserIsNamed() {
        Receipt ofAnn = new Receipt(Samples.RECEIVED_AT, "ann");
        byte[] body = event("").getBytes(StandardCharsets.UTF_8);

        Events events = events(Samples.read(EVENTS, body, "application/json", ofAnn));

        assertThat(single(ModelRequest.class, events).envelope().attribution().user())
                .isEqualTo(new Claim(300, "ann"));
    }

    @Test
    void believesATranscriptMoreThanAnImport() {
        ModelRequest transcript =
                read(ModelRequest.class, "model_request", "\"model\":\"a\",\"source\":\"transcript\"");
        ModelRequest imported = read(ModelRequest.class, "model_request", "\"model\":\"b\",\"source\":\"import\"");

        assertThat(transcript.envelope().sources()).isEqualTo(Set.of(Source.TRANSCRIPT));
        assertThat(imported.merge(transcript))
                .extracting(merged -> merged.facts().model().value())
                .isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"estimatedCostUsd\":\"0.1\"', 0.1",
        "'\"estimatedCostUsd\":0.1', 0.1",
        "'\"estimatedCostUsd\":0.300000000000000004', 0.300000000000000004",
        "'\"estimatedCostUsd\":1e-18', 0.000000000000000001",
        "'\"estimatedCostUsd\":\"0.10000000000000000000000\"', 0.1",
        "'\"estimatedCostUsd\":1000000', 1000000",
        "'\"estimatedCostUsd\":0', 0",
    })
    void readsCostsExactly(String field, String cost) {
        assertThat(read(ModelRequest.class, "model_request", field).facts().reportedCost())
                .contains(Money.ofDollars(cost));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":7 | id | must be a string",
                "\"id\":null | id | is missing",
                "\"id\":\" \\u0000 \" | id | must not be blank",
                "\"kind\":\"party\" | kind | must be one of",
                "\"kind\":null | kind | is missing",
                "\"time\":\"yesterday\" | time | must be a time like",
                "\"time\":1795338904480 | time | must be a string",
                "\"time\":\"1999-12-31T23:59:59Z\" | time | must be a time like",
                "\"time\":\"+1000000000-12-31T23:59:59Z\" | time | must be a time like",
                "\"time\":null | time | is missing",
                "\"source\":\"otlp\" | source | must be one of native, transcript, import",
                "\"source\":5 | source | must be a string",
                "\"project\":[\"shop\"] | project | must be a string",
                "\"workspace\":\"shop\" | workspace | must be an object",
                "\"workspace\":{\"certain\":\"yes\"} | workspace.certain | must be true or false",
                "\"tokens\":5 | tokens | must be an object",
                "\"tokens\":{\"output\":-1} | tokens.output | must not be negative",
                "\"tokens\":{\"output\":1.5} | tokens.output | must be a whole number",
                "\"tokens\":{\"output\":1000000000001} | tokens.output | must not be above 1000000000000",
                "\"tokens\":{\"output\":1e999} | tokens.output | must be a whole number",
                "\"tokens\":{\"output\":\"5\"} | tokens.output | must be a number",
                "\"tokens\":{\"cacheWrite\":5,\"cacheWrite1h\":6} | tokens.cacheWrite1h | must not be above tokens.cacheWrite",
                "\"tokens\":{\"output\":5,\"reasoning\":6} | tokens.reasoning | must not be above tokens.output",
                "\"estimatedCostUsd\":-0.1 | estimatedCostUsd | must not be negative",
                "\"estimatedCostUsd\":\"1 USD\" | estimatedCostUsd | must be a decimal number",
                "\"estimatedCostUsd\":true | estimatedCostUsd | must be a decimal number",
                "\"estimatedCostUsd\":1000000.1 | estimatedCostUsd | must not be above 1000000",
                "\"estimatedCostUsd\":1e-19 | estimatedCostUsd | must not have more than 18 digits",
                "\"estimatedCostUsd\":1e-99999999 | estimatedCostUsd | must be a decimal number",
                "\"durationMs\":-1 | durationMs | must not be negative",
                "\"webSearches\":\"1\" | webSearches | must be a number",
            })
    void saysWhichFieldIsWrongAndWhy(String field, String path, String reason) {
        String name = field.substring(0, field.indexOf(':') + 1);
        String json = event(field).replaceFirst("(?<=\\{)" + name + "\"[^\"]*\",|(?<=,)" + name + "\"[^\"]*\",", "");

        Events events = events(EVENTS, json);

        assertThat(events.events()).isEmpty();
        assertThat(events.rejected()).hasSize(1);
        assertThat(events.rejected().getFirst().index()).isZero();
        assertThat(events.rejected().getFirst().field()).isEqualTo(path);
        assertThat(events.rejected().getFirst().reason()).startsWith(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"project", "user", "team", "task", "session", "model", "agent", "branch", "machine", "turn"})
    void acceptsNamesOf200CharactersAndRefusesLongerOnes(String field) {
        String longest = "\"" + field + "\":\"" + "\uD83D\uDE00".repeat(200) + "\"";
        String tooLong = "\"" + field + "\":\"" + "n".repeat(201) + "\"";

        assertThat(events(EVENTS, event(longest)).rejected()).isEmpty();
        assertThat(events(EVENTS, event(tooLong)).rejected())
                .containsExactly(new Rejection(0, "e1", field, "must not be longer than 200 characters"));
    }

    @Test
    void acceptsIdsOf200CharactersAndRefusesLongerOnes() {
        String longest = "i".repeat(200);

        assertThat(single(UsageEvent.class, events(EVENTS, event("").replace("e1", longest)))
                        .id()
                        .text())
                .isEqualTo(longest);
        assertThat(events(EVENTS, event("").replace("e1", longest + "i")).rejected())
                .extracting(Rejection::field)
                .containsExactly("id");
    }

    @Test
    void readsABatchAndNamesTheWrongOnes() {
        String json = "{\"extra\":[{}],\"events\":[" + event("") + ",7,"
                + event("\"tokens\":{\"output\":-1}").replace("e1", "e2") + ","
                + event("").replace("e1", "e3") + ",{}]}";

        Events events = events(EVENTS, json);

        assertThat(events.events())
                .extracting(indexed -> indexed.index() + indexed.event().id().text())
                .containsExactly("0e1", "3e3");
        assertThat(events.rejected())
                .containsExactly(
                        new Rejection(1, null, "", "must be an object"),
                        new Rejection(2, "e2", "tokens.output", "must not be negative"),
                        new Rejection(4, null, "id", "is missing"));
        assertThat(events.backfill()).isFalse();
    }

    @Test
    void marksBackfilledEventsWhereverTheFlagStands() {
        for (String json : new String[] {
            "{\"backfill\":true,\"events\":[" + event("") + "]}",
            "{\"events\":[" + event("") + "],\"backfill\":true}",
            event("\"backfill\":true")
        }) {
            Events events = events(EVENTS, json);

            assertThat(events.backfill()).isTrue();
            assertThat(single(UsageEvent.class, events).envelope().live()).isFalse();
        }
    }

    @Test
    void acceptsAThousandEventsAndNoMore() {
        assertThat(events(EVENTS, batch(1000)).events()).hasSize(1000);
        assertThat(Samples.read(EVENTS, batch(1001))).isInstanceOf(TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "7", "null", "{\"events\":{}}", "{\"events\":null}", "{\"events\":[],\"backfill\":\"yes\"}"
            })
    void refusesBodiesOfAnotherShape(String json) {
        assertThat(Samples.read(EVENTS, json)).isInstanceOf(Unreadable.class);
    }

    @Test
    void ignoresUnknownFieldsAndTags() {
        String json = event("\"tags\":{\"env\":\"dev\"},\"prompt\":\"x\",\"deep\":[{\"a\":[1]}]");

        assertThat(events(EVENTS, json)).isEqualTo(events(EVENTS, event("")));
    }

    @Test
    void truncatesTimesToMillisecondsAndAcceptsOffsets() {
        String json = event("").replace("2026-11-22T09:15:04.480Z", "2026-11-22T10:15:04.480999+01:00");

        assertThat(single(UsageEvent.class, events(EVENTS, json)).time()).isEqualTo("2026-11-22T09:15:04.480Z");
    }

    @Test
    void cleansNames() {
        ModelRequest request =
                read(ModelRequest.class, "model_request", "\"project\":\" sh\\u0007op\\ud800 \",\"user\":\"\\n\"");

        assertThat(request.envelope().attribution().project()).isEqualTo(Claim.explicit("shop"));
        assertThat(request.envelope().attribution().user()).isEqualTo(Claim.NONE);
    }

    private static Claim projectOf(String fields) {
        return read(ModelRequest.class, "model_request", fields)
                .envelope()
                .attribution()
                .project();
    }

    private static <T extends UsageEvent> T read(Class<T> type, String kind, String fields) {
        return only(type, events(EVENTS, event(fields).replace("model_request", kind)))
                .getFirst();
    }

    private static Claim said(String value) {
        return Claim.of(Source.NATIVE, value);
    }

    private static String event(String fields) {
        return "{\"id\":\"e1\",\"kind\":\"model_request\",\"time\":\"2026-11-22T09:15:04.480Z\",\"z\":0"
                + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    private static String batch(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> event("").replace("e1", "e" + i))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }
}
