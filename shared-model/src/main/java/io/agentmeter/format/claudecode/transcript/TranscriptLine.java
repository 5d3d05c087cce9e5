package io.agentmeter.format.claudecode.transcript;

import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one line of a transcript says about usage.
public sealed interface TranscriptLine {
    /// What most lines are: messages, snapshots, lines of future types. They mean nothing to the meter.
    record Nothing() implements TranscriptLine {}

    /// A line that cannot be read, or one that reports usage and leaves out what is needed to count it.
    record Corrupt(String reason) implements TranscriptLine {}

    /// A person or a schedule gave the agent a prompt.
    record Prompt(Origin origin, String promptId) implements TranscriptLine {}

    /// A report of one response of the model. One response is reported by several lines, and by copies of them.
    ///
    /// @param messageId the response's id, empty if there is none
    /// @param requestId the request's id, the same that telemetry reports; empty in old and in local lines
    /// @param sidechain whether the line belongs to a subagent, where replays of the parent's messages occur
    record Response(Origin origin, String messageId, String requestId, boolean sidechain, Usage usage)
            implements TranscriptLine {
        /// The text that makes this request the same event everywhere.
        String identity() {
            if (!requestId.isEmpty()) {
                return requestId;
            }
            return messageId.isEmpty() ? origin.session + ":" + origin.uuid : messageId;
        }
    }

    /// When and where a line was written.
    ///
    /// @param promptId prompt that the line names itself, empty for nearly all responses
    record Origin(String uuid, String session, Instant time, String directory, String branch, String promptId) {
        boolean isSamePlaceAs(Origin other) {
            return session.equals(other.session) && directory.equals(other.directory) && branch.equals(other.branch);
        }
    }

    /// @param webSearches searches made by the provider, billed one by one
    record Usage(
            String model,
            TokenUsage tokens,
            @Nullable Money reportedCostOrNull,
            long webSearches,
            String speed,
            String serviceTier,
            String region) {
        Optional<Money> reportedCost() {
            return Optional.ofNullable(reportedCostOrNull);
        }

        /// Later lines complete earlier ones: counts only grow, and a word once said stays.
        Usage merge(Usage later) {
            return new Usage(
                    latest(model, later.model),
                    tokens.merge(later.tokens),
                    later.reportedCostOrNull == null ? reportedCostOrNull : later.reportedCostOrNull,
                    Math.max(webSearches, later.webSearches),
                    latest(speed, later.speed),
                    latest(serviceTier, later.serviceTier),
                    latest(region, later.region));
        }

        private static String latest(String mine, String other) {
            return other.isEmpty() ? mine : other;
        }
    }
}
