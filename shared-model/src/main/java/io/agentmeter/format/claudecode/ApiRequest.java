package io.agentmeter.format.claudecode;

import io.agentmeter.event.Claim;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.format.Counts;
import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.Ids;
import io.agentmeter.format.Limits;
import io.agentmeter.format.otlp.Attributes;
import io.agentmeter.format.otlp.OtlpRecord;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenDetail;
import io.agentmeter.usage.TokenUsage;
import io.agentmeter.usage.Tokens;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One `api_request` record. Its four token counts do not overlap: `input_tokens` excludes what the cache read or
/// wrote.
final class ApiRequest {
    private static final List<String> COUNTS = List.of(
            "input_tokens",
            "cache_read_tokens",
            "cache_creation_tokens",
            "output_tokens",
            "cache_creation_5m_tokens",
            "cache_creation_1h_tokens",
            "cost_usd_micros",
            "duration_ms");

    private final Attributes attributes;

    private ApiRequest(Attributes attributes) {
        this.attributes = attributes;
    }

    static void map(OtlpRecord record, Receipt receipt, EventCollector events) {
        ApiRequest request = new ApiRequest(record.attributes());
        EventId id = request.id(record, receipt);
        Optional<String> wrong = request.wrongField();
        if (wrong.isPresent()) {
            events.reject(record.index(), id.text(), wrong.get(), request.whyWrong(wrong.get()));
        } else {
            events.add(
                    record.index(), new ModelRequest(LogMapper.envelope(id, record, receipt), request.facts(record)));
        }
    }

    /// The provider's id, else the program's own, else where and when.
    private EventId id(OtlpRecord record, Receipt receipt) {
        String provider = attributes.text("request_id");
        if (Ids.isUsable(provider)) {
            return Ids.of(Kind.MODEL_REQUEST, provider);
        }
        String client = attributes.text("client_request_id");
        return Ids.isUsable(client)
                ? Ids.of(Kind.MODEL_REQUEST, "client", client)
                : LogMapper.ownId(record, Kind.MODEL_REQUEST, "model", receipt);
    }

    private Optional<String> wrongField() {
        if (!attributes.has("input_tokens") && !attributes.has("output_tokens")) {
            return Optional.of("input_tokens");
        }
        Optional<String> count = COUNTS.stream()
                .filter(attributes::has)
                .filter(name -> Counts.whole(attributes.text(name)).isEmpty())
                .findFirst();
        boolean costIsWrong = attributes.has("cost_usd") && cost("cost_usd").isEmpty();
        return count.or(() -> costIsWrong ? Optional.of("cost_usd") : Optional.empty());
    }

    private String whyWrong(String field) {
        if (!attributes.has(field)) {
            return "is missing";
        }
        return field.equals("cost_usd")
                ? "must be a number of dollars from 0 to " + Limits.MAX_COST_DOLLARS
                : Counts.whyNotWhole(attributes.text(field));
    }

    private ModelRequest.Facts facts(OtlpRecord record) {
        return new ModelRequest.Facts(
                claim("model"),
                tokens(),
                reportedCostOrNull(),
                count("duration_ms"),
                0,
                speed(),
                Claim.NONE,
                Claim.NONE,
                TelemetryAttribution.lane(record),
                claim("agent.name"),
                claim("prompt.id"));
    }

    /// Since 2.1.330 at the latest the event says how much of the cache write is kept for an hour; before, nothing
    /// does.
    private TokenUsage tokens() {
        long for5m = count("cache_creation_5m_tokens");
        long for1h = count("cache_creation_1h_tokens");
        long cacheWrite = Math.max(count("cache_creation_tokens"), for5m + for1h);
        boolean isSplit = attributes.has("cache_creation_1h_tokens") || attributes.has("cache_creation_5m_tokens");
        long keptAnHour = attributes.has("cache_creation_1h_tokens") ? for1h : cacheWrite - for5m;
        return new TokenUsage(
                Tokens.of(count("input_tokens")),
                Tokens.of(count("cache_read_tokens")),
                Tokens.of(cacheWrite),
                Tokens.of(count("output_tokens")),
                isSplit ? TokenDetail.of(keptAnHour) : TokenDetail.UNKNOWN,
                TokenDetail.UNKNOWN);
    }

    /// The exact micro-dollars, else the number of dollars.
    private @Nullable Money reportedCostOrNull() {
        OptionalLong micros = Counts.whole(attributes.text("cost_usd_micros"));
        return micros.isPresent()
                ? Money.ofMicroDollars(micros.getAsLong())
                : cost("cost_usd").orElse(null);
    }

    private Optional<Money> cost(String name) {
        return Counts.decimal(attributes.text(name))
                .filter(cost -> cost.signum() >= 0)
                .filter(cost -> cost.compareTo(BigDecimal.valueOf(Limits.MAX_COST_DOLLARS)) <= 0)
                .map(cost -> cost.setScale(Math.min(cost.scale(), Limits.MAX_COST_SCALE), RoundingMode.HALF_UP))
                .map(Money::new);
    }

    /// Telemetry says `normal` where the transcript says `standard`.
    private Claim speed() {
        String speed = attributes.text("speed");
        return Claim.of(Source.OTLP, speed.equals("normal") ? "standard" : speed);
    }

    private Claim claim(String name) {
        return Claim.of(Source.OTLP, attributes.text(name));
    }

    private long count(String name) {
        return Counts.whole(attributes.text(name)).orElse(0);
    }
}
