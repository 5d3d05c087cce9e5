package io.agentmeter.format.claudecode.transcript;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.agentmeter.event.EventId;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The few fields that are read, as they come.
final class LineFields {
    private static final int LONGEST_ID = EventId.MAX_LENGTH / 2 - 1; // a session and a line id together are an id too
    private static final Set<String> NOT_A_REGION = Set.of("not_available", "global");

    String type = "";
    String uuid = "";
    String session = "";
    String timestamp = "";
    String directory = "";
    String branch = "";
    String promptId = "";
    String requestId = "";
    boolean sidechain;
    String messageId = "";
    String model = "";
    boolean usage;
    private long freshInput;
    private long cacheRead;
    private long cacheWrite;
    private long cacheWrite5m = -1;
    private long cacheWrite1h = -1;
    private long output;
    private long reasoning = -1;
    private long webSearches;
    private String speed = "";
    private String serviceTier = "";
    private String region = "";
    private @Nullable Money reportedCost;

    void readLine(JsonParser parser) throws IOException {
        for (String name = next(parser); name != null; name = next(parser)) {
            switch (name) {
                case "type" -> type = text(parser);
                case "uuid" -> uuid = id(parser);
                case "sessionId" -> session = id(parser);
                case "timestamp" -> timestamp = text(parser);
                case "cwd" -> directory = text(parser);
                case "gitBranch" -> branch = text(parser);
                case "promptId" -> promptId = id(parser);
                case "requestId" -> requestId = id(parser);
                case "isSidechain" -> sidechain = parser.currentToken() == JsonToken.VALUE_TRUE;
                case "costUSD" -> reportedCost = money(parser);
                case "message" -> readMessage(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readMessage(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = next(parser); name != null; name = next(parser)) {
            switch (name) {
                case "id" -> messageId = id(parser);
                case "model" -> model = text(parser);
                case "usage" -> readUsage(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readUsage(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        usage = true;
        for (String name = next(parser); name != null; name = next(parser)) {
            switch (name) {
                case "input_tokens" -> freshInput = count(parser, name);
                case "output_tokens" -> output = count(parser, name);
                case "cache_read_input_tokens" -> cacheRead = count(parser, name);
                case "cache_creation_input_tokens" -> cacheWrite = count(parser, name);
                case "cache_creation", "server_tool_use", "output_tokens_details" -> readDetails(parser);
                case "speed" -> speed = text(parser);
                case "service_tier" -> serviceTier = text(parser);
                case "inference_geo" -> region = text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readDetails(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = next(parser); name != null; name = next(parser)) {
            switch (name) {
                case "ephemeral_5m_input_tokens" -> cacheWrite5m = count(parser, name);
                case "ephemeral_1h_input_tokens" -> cacheWrite1h = count(parser, name);
                case "web_search_requests" -> webSearches = count(parser, name);
                case "thinking_tokens" -> reasoning = count(parser, name);
                default -> parser.skipChildren();
            }
        }
    }

    /// The name of the object's next field, with the parser on its value; null at the object's end.
    private static @Nullable String next(JsonParser parser) throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    private static String id(JsonParser parser) throws IOException {
        String id = text(parser).strip();
        if (id.length() > LONGEST_ID) {
            throw new WrongField("an id is longer than " + LONGEST_ID + " characters");
        }
        return id;
    }

    private static long count(JsonParser parser, String field) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return 0;
        }
        try {
            long count = switch (parser.currentToken()) {
                case VALUE_NUMBER_INT -> parser.getLongValue();
                case VALUE_NUMBER_FLOAT -> parser.getDecimalValue().longValueExact();
                case VALUE_STRING -> Long.parseLong(parser.getText());
                default -> -1;
            };
            if (count >= 0) {
                return count;
            }
        } catch (ArithmeticException | NumberFormatException | InputCoercionException _) {
            // said below
        }
        throw new WrongField(field + " is not a count");
    }

    private static @Nullable Money money(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            parser.skipChildren();
            return null;
        }
        BigDecimal dollars = parser.getDecimalValue();
        return dollars.signum() > 0 ? new Money(dollars) : null;
    }

    boolean usesNothing() {
        return freshInput == 0 && cacheRead == 0 && allCacheWrites() == 0 && output == 0 && webSearches == 0;
    }

    boolean identityMissing() {
        return requestId.isEmpty() && messageId.isEmpty() && (session.isEmpty() || uuid.isEmpty());
    }

    TranscriptLine.Usage usage() {
        TokenUsage tokens = TokenUsage.of(freshInput, cacheRead, allCacheWrites(), output);
        if (isSplit()) {
            tokens = tokens.withCacheWrite1h(Math.max(0, cacheWrite1h));
        }
        if (reasoning >= 0) {
            tokens = tokens.withReasoning(reasoning);
        }
        return new TranscriptLine.Usage(
                model,
                tokens,
                reportedCost,
                webSearches,
                speed,
                serviceTier,
                NOT_A_REGION.contains(region) ? "" : region);
    }

    /// The two durations are the truth where they are told; a split of nothing beside a total tells nothing.
    private long allCacheWrites() {
        return isSplit() ? Math.max(0, cacheWrite5m) + Math.max(0, cacheWrite1h) : cacheWrite;
    }

    private boolean isSplit() {
        boolean told = cacheWrite5m >= 0 || cacheWrite1h >= 0;
        return told && (cacheWrite == 0 || cacheWrite5m > 0 || cacheWrite1h > 0);
    }

    /// A field that is needed has a value that cannot be right.
    static final class WrongField extends IOException {
        final String reason;

        WrongField(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
