package io.agentmeter.event;

import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One answered request to a model: what is metered and priced.
///
/// @param facts what is known of it so far
public record ModelRequest(Envelope envelope, Facts facts) implements UsageEvent {
    /// @param model the model as the source names it; prices are found by the normalised name
    /// @param reportedCost what the tool itself estimated, if it did
    /// @param durationMs milliseconds from request to answer, 0 if unknown
    /// @param webSearches searches made by the provider, billed one by one
    /// @param speed `fast` or nothing said
    /// @param serviceTier `batch`, `priority`, `standard` ...
    /// @param region where inference ran, for example `us`
    /// @param lane who pays how: `api`, `subscription`, or nothing said
    /// @param agentName the subagent that asked, if one did
    /// @param turn id of the user's prompt that led to it
    public record Facts(
            Claim model,
            TokenUsage tokens,
            @Nullable Money reportedCostOrNull,
            long durationMs,
            long webSearches,
            Claim speed,
            Claim serviceTier,
            Claim region,
            Claim lane,
            Claim agentName,
            Claim turn) {
        public static Facts of(Claim model, TokenUsage tokens) {
            return new Facts(
                    model, tokens, null, 0, 0, Claim.NONE, Claim.NONE, Claim.NONE, Claim.NONE, Claim.NONE, Claim.NONE);
        }

        public Optional<Money> reportedCost() {
            return Optional.ofNullable(reportedCostOrNull);
        }

        public Facts withReportedCost(Money cost) {
            return new Facts(
                    model, tokens, cost, durationMs, webSearches, speed, serviceTier, region, lane, agentName, turn);
        }

        Facts merge(Facts other) {
            return new Facts(
                    model.merge(other.model),
                    tokens.merge(other.tokens),
                    larger(reportedCostOrNull, other.reportedCostOrNull),
                    Math.max(durationMs, other.durationMs),
                    Math.max(webSearches, other.webSearches),
                    speed.merge(other.speed),
                    serviceTier.merge(other.serviceTier),
                    region.merge(other.region),
                    lane.merge(other.lane),
                    agentName.merge(other.agentName),
                    turn.merge(other.turn));
        }

        private static @Nullable Money larger(@Nullable Money a, @Nullable Money b) {
            if (a == null || b == null) {
                return a == null ? b : a;
            }
            return a.isBelow(b) ? b : a;
        }
    }

    @Override
    public ModelRequest withEnvelope(Envelope other) {
        return new ModelRequest(other, facts);
    }

    @Override
    public ModelRequest merge(UsageEvent other) {
        ModelRequest same = UsageEvent.same(this, other, ModelRequest.class);
        return new ModelRequest(envelope.merge(same.envelope), facts.merge(same.facts));
    }
}
