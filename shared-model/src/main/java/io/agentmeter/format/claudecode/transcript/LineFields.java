package io.agentmeter.format.claudecode.transcript;

import io.agentmeter.event.EventId;
import io.agentmeter.format.Limits;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The few fields that are read, as they come.
final class LineFields {
    private static final int LONGEST_ID = EventId.MAX_LENGTH / 2 - 1; // a session and a line id together are an id too
    private static final int LONGEST_TEXT = 4_096;
    private static final int MOST_DECIMALS = 64;
    private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(Limits.MAX_COST_DOLLARS);

    /// Every name that is asked for, at whatever depth.
    static final KnownNames NAMES = new KnownNames(List.of(
            "type",
            "uuid",
            "sessionId",
            "timestamp",
            "cwd",
            "gitBranch",
            "promptId",
            "requestId",
            "isSidechain",
            "costUSD",
            "message",
            "id",
            "model",
            "usage",
            "input_tokens",
            "output_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "cache_creation",
            "server_tool_use",
            "output_tokens_details",
            "speed",
            "service_tier",
            "inference_geo",
            "ephemeral_5m_input_tokens",
            "ephemeral_1h_input_tokens",
            "web_search_requests",
            "thinking_tokens"));

    private static final Set<String> NOT_A_REGION = Set.of("not_available", "global");

    String type = "";
    String uuid = "";
    String session = "";
    Optional<Instant> time = Optional.empty();
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

    void read(FieldCursor line) throws IOException {
        if (!line.isObject()) {
            return;
        }
        for (String name = line.next(); name != null; name = line.next()) {
            switch (name) {
                case "type" -> type = shared(line);
                case "uuid" -> readUuid(line);
                case "sessionId" -> session = id(line.sharedText());
                case "timestamp" -> time = line.time();
                case "cwd" -> directory = shared(line);
                case "gitBranch" -> branch = shared(line);
                case "promptId" -> promptId = id(line.sharedText());
                case "requestId" -> requestId = id(line.text());
                case "isSidechain" -> sidechain = line.isTrue();
                case "costUSD" -> reportedCost = money(line.number());
                case "message" -> readMessage(line);
                default -> line.skip();
            }
        }
    }

    /// Names a request only where nothing else does.
    private void readUuid(FieldCursor line) throws IOException {
        if (requestId.isEmpty() && messageId.isEmpty()) {
            uuid = id(line.text());
        } else {
            line.skip();
        }
    }

    private void readMessage(FieldCursor line) throws IOException {
        if (!line.isObject()) {
            return;
        }
        for (String name = line.next(); name != null; name = line.next()) {
            switch (name) {
                case "id" -> messageId = id(line.text());
                case "model" -> model = shared(line);
                case "usage" -> readUsage(line);
                default -> line.skip();
            }
        }
    }

    private void readUsage(FieldCursor line) throws IOException {
        if (!line.isObject()) {
            return;
        }
        usage = true;
        for (String name = line.next(); name != null; name = line.next()) {
            switch (name) {
                case "input_tokens" -> freshInput = count(line, name);
                case "output_tokens" -> output = count(line, name);
                case "cache_read_input_tokens" -> cacheRead = count(line, name);
                case "cache_creation_input_tokens" -> cacheWrite = count(line, name);
                case "cache_creation", "server_tool_use", "output_tokens_details" -> readDetails(line);
                case "speed" -> speed = shared(line);
                case "service_tier" -> serviceTier = shared(line);
                case "inference_geo" -> region = shared(line);
                default -> line.skip();
            }
        }
    }

    private void readDetails(FieldCursor line) throws IOException {
        if (!line.isObject()) {
            return;
        }
        for (String name = line.next(); name != null; name = line.next()) {
            switch (name) {
                case "ephemeral_5m_input_tokens" -> cacheWrite5m = count(line, name);
                case "ephemeral_1h_input_tokens" -> cacheWrite1h = count(line, name);
                case "web_search_requests" -> webSearches = count(line, name);
                case "thinking_tokens" -> reasoning = count(line, name);
                default -> line.skip();
            }
        }
    }

    private static String shared(FieldCursor line) throws IOException {
        return cut(line.sharedText());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static String id(String text) throws WrongField {
        String id = text.strip();
        if (id.length() > LONGEST_ID) {
            throw new WrongField("an id is longer than " + LONGEST_ID + " characters");
        }
        return id;
    }

    private static long count(FieldCursor line, String field) throws IOException {
        long count = line.count();
        if (count < 0 || count > Limits.MAX_COUNT) {
            throw new WrongField(field + " is not a count");
        }
        return count;
    }

    /// Nothing where the number cannot be what a request cost. Digits beyond those that are kept come from binary
    /// fractions.
    private static @Nullable Money money(@Nullable BigDecimal dollars) {
        boolean cost = dollars != null
                && dollars.signum() > 0
                && dollars.scale() <= MOST_DECIMALS
                && dollars.compareTo(MOST_DOLLARS) <= 0;
        return dollars != null && cost
                ? new Money(dollars.setScale(Math.min(dollars.scale(), Limits.MAX_COST_SCALE), RoundingMode.HALF_EVEN))
                : null;
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
