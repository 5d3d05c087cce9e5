package io.agentmeter.collector.hook;

import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.Verdict;
import java.time.Duration;
import java.time.Instant;

/// What the server said last about a session or a project.
///
/// @param message for the person; names budgets and amounts, nothing of the work
record KnownVerdict(Verdict verdict, FailMode unavailable, String message, Instant at) {
    /// A pause or a stop outlives the connection by so long at most: its window may have turned since.
    static final Duration BLOCK_HOLDS = Duration.ofHours(8);

    /// A fail mode is a decision of administrators and changes rarely.
    static final Duration MODE_HOLDS = Duration.ofDays(30);

    /// What holds while the server cannot be asked.
    Verdict offline(Instant now) {
        Duration age = Duration.between(at, now);
        if (verdict.blocks() && age.compareTo(BLOCK_HOLDS) <= 0) {
            return verdict;
        }
        return unavailable == FailMode.BLOCK && age.compareTo(MODE_HOLDS) <= 0 ? Verdict.PAUSE : Verdict.ALLOW;
    }

    boolean saysTheSameAs(KnownVerdict other) {
        return verdict == other.verdict && unavailable == other.unavailable && message.equals(other.message);
    }
}
