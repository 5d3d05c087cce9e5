package io.agentmeter.event.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.agentmeter.event.Activity;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.RateLimited;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.Sequences;
import io.agentmeter.event.SessionEnded;
import io.agentmeter.event.SessionStarted;
import io.agentmeter.event.Source;
import io.agentmeter.event.TaskChanged;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnEnded;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenDetail;
import io.agentmeter.usage.TokenUsage;
import io.agentmeter.usage.Tokens;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of one stored event by type, and the event they make.
final class StoredFields {
    private final Map<String, Claim> claims = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Boolean> flags = new HashMap<>();
    private final Set<Source> sources = EnumSet.noneOf(Source.class);
    private TokenUsage tokens = TokenUsage.NONE;

    private StoredFields() {}

    /// @param json just after the start of the object
    static StoredFields read(JsonParser json) throws IOException {
        StoredFields fields = new StoredFields();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            fields.take(name, json.nextToken(), json);
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new IllegalArgumentException("a stored event is one JSON object");
        }
        return fields;
    }

    private void take(String name, JsonToken token, JsonParser json) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            texts.put(name, json.getText());
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            numbers.put(name, json.getLongValue());
        } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            flags.put(name, token == JsonToken.VALUE_TRUE);
        } else if (token == JsonToken.START_ARRAY) {
            takeArray(name, json);
        } else {
            json.skipChildren();
        }
    }

    private void takeArray(String name, JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (name.equals(Field.SOURCES)) {
            for (; json.currentToken() == JsonToken.VALUE_STRING; json.nextToken()) {
                Source.ofLabel(json.getText()).ifPresent(sources::add);
            }
        } else if (name.equals(Field.TOKENS)) {
            long freshInput = json.getLongValue();
            long cacheRead = json.nextLongValue(0);
            long cacheWrite = json.nextLongValue(0);
            long output = json.nextLongValue(0);
            TokenDetail cacheWrite1h = new TokenDetail(json.nextLongValue(-1));
            TokenDetail reasoning = new TokenDetail(json.nextLongValue(-1));
            tokens = new TokenUsage(
                    Tokens.of(freshInput),
                    Tokens.of(cacheRead),
                    Tokens.of(cacheWrite),
                    Tokens.of(output),
                    cacheWrite1h,
                    reasoning);
        } else if (first == JsonToken.VALUE_NUMBER_INT) {
            int weight = json.getIntValue();
            String value = json.nextTextValue();
            if (value != null) {
                claims.put(name, new Claim(weight, value));
            }
        }
        skipRestOfArray(json);
    }

    private static void skipRestOfArray(JsonParser json) throws IOException {
        while (json.currentToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            json.skipChildren();
            json.nextToken();
        }
    }

    UsageEvent event() {
        Kind kind = Kind.ofLabel(text(Field.KIND)).orElseThrow(() -> missing("kind"));
        Envelope envelope = envelope(kind);
        return switch (kind) {
            case MODEL_REQUEST -> new ModelRequest(envelope, facts());
            case REQUEST_FAILED -> new RequestFailed(envelope, claim(Field.REASON));
            case TURN_STARTED -> new TurnStarted(envelope);
            case TURN_ENDED -> new TurnEnded(envelope, claim(Field.REASON));
            case SESSION_STARTED -> new SessionStarted(envelope);
            case SESSION_ENDED -> new SessionEnded(envelope, claim(Field.REASON));
            case TOOL_USED ->
                new ToolUsed(envelope, claim(Field.TOOL), flag(Field.FAILED, false), number(Field.DURATION));
            case TASK_CHANGED -> new TaskChanged(envelope, claim(Field.CHANGED_TASK), claim(Field.STATE));
            case RATE_LIMITED -> new RateLimited(envelope, claim(Field.REASON));
            case ACTIVITY ->
                new Activity(
                        envelope,
                        number(Field.ACTIVE_SECONDS),
                        number(Field.LINES_ADDED),
                        number(Field.LINES_REMOVED),
                        number(Field.COMMITS),
                        number(Field.PULL_REQUESTS),
                        tokens);
        };
    }

    private Envelope envelope(Kind kind) {
        Long time = numbers.get(Field.TIME);
        if (time == null) {
            throw missing("time");
        }
        Attribution attribution = new Attribution(
                claim(Field.PROJECT),
                claim(Field.USER),
                claim(Field.TEAM),
                claim(Field.AGENT),
                claim(Field.TASK),
                claim(Field.MACHINE),
                claim(Field.BRANCH));
        return new Envelope(
                new EventId(kind, text(Field.ID)),
                Instant.ofEpochMilli(time),
                text(Field.SESSION),
                attribution,
                sources,
                flag(Field.LIVE, true),
                Sequences.parse(text(Field.SEQUENCES)));
    }

    private ModelRequest.Facts facts() {
        @Nullable String cost = texts.get(Field.REPORTED_COST);
        return new ModelRequest.Facts(
                claim(Field.MODEL),
                tokens,
                cost == null ? null : Money.ofDollars(cost),
                number(Field.DURATION),
                number(Field.WEB_SEARCHES),
                claim(Field.SPEED),
                claim(Field.SERVICE_TIER),
                claim(Field.REGION),
                claim(Field.LANE),
                claim(Field.AGENT_NAME),
                claim(Field.TURN));
    }

    private Claim claim(String name) {
        return claims.getOrDefault(name, Claim.NONE);
    }

    private long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    private boolean flag(String name, boolean absent) {
        return flags.getOrDefault(name, absent);
    }

    private String text(String name) {
        return texts.getOrDefault(name, "");
    }

    private static IllegalArgumentException missing(String what) {
        return new IllegalArgumentException("a stored event without a " + what);
    }
}
