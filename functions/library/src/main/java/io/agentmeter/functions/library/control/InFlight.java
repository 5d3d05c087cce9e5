package io.agentmeter.functions.library.control;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What one agent is likely to be spending just now, held against a budget because nobody has told of it yet. A session
/// may have several agents at work; each holds for itself.
///
/// @param worker empty for a session's main agent
/// @param version 0 before it was first stored, then another one after each write
/// @param holds oldest first; the last one is that of the call under way
public record InFlight(String session, String worker, long version, List<Hold> holds) {
    /// A call of which nobody hears again is given up after this time.
    public static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    /// How long after its end a call's cost may take to arrive.
    public static final Duration TOLD_WITHIN = Duration.ofSeconds(15);

    private static final Duration LATEST_END = Duration.ofMinutes(1);
    private static final int MOST_HOLDS = 50;

    /// @param amount in the budget's measure
    /// @param until when it counts no more
    public record Hold(BigDecimal amount, Instant until) {
        /// An end that comes a little late says nothing of a call that began after it. What began much later
        /// began before the clock was set back.
        private Hold endedAt(Instant now) {
            Instant told = now.plus(TOLD_WITHIN);
            Instant longest = now.plus(LONGEST_CALL);
            boolean beganLater = until.isAfter(longest) && until.isBefore(longest.plus(LATEST_END));
            return told.isBefore(until) && !beganLater ? new Hold(amount, told) : this;
        }

        String text() {
            return amount.toPlainString() + "|" + until.toEpochMilli();
        }

        static Hold parse(String text) {
            int bar = text.indexOf('|');
            return new Hold(
                    new BigDecimal(text.substring(0, bar)),
                    Instant.ofEpochMilli(Long.parseLong(text.substring(bar + 1))));
        }
    }

    public InFlight {
        holds = List.copyOf(holds);
    }

    public static InFlight none(String session, String worker) {
        return new InFlight(session, worker, 0, List.of());
    }

    /// A call begins; the one before it has ended.
    public InFlight begun(BigDecimal amount, Instant now) {
        List<Hold> all = new ArrayList<>(ended(now).holds);
        all.add(new Hold(amount, now.plus(LONGEST_CALL)));
        return with(all.size() > MOST_HOLDS ? all.subList(all.size() - MOST_HOLDS, all.size()) : all);
    }

    /// No call is under way; what the last ones cost may still be on its way.
    public InFlight ended(Instant now) {
        return with(holds.stream()
                .map(hold -> hold.endedAt(now))
                .filter(hold -> hold.until().isAfter(now))
                .toList());
    }

    /// The call that was to begin does not. Its place is kept: the row is removed when that is over.
    public InFlight withdrawn() {
        if (holds.isEmpty()) {
            return this;
        }
        List<Hold> all = new ArrayList<>(holds);
        all.add(new Hold(BigDecimal.ZERO, all.removeLast().until()));
        return with(all);
    }

    public BigDecimal at(Instant now) {
        return holds.stream()
                .filter(hold -> hold.until().isAfter(now))
                .map(Hold::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public boolean isOver(Instant now) {
        return holds.stream().noneMatch(hold -> hold.until().isAfter(now));
    }

    public boolean isOf(String otherSession, String otherWorker) {
        return session.equals(otherSession) && worker.equals(otherWorker);
    }

    /// This row as it is once it was written.
    public InFlight stored() {
        return new InFlight(session, worker, version == 0 ? firstVersion() : version + 1, holds);
    }

    // Rows are removed and come again. Who remembers a row of an earlier life must not take it for this one.
    private long firstVersion() {
        return holds.isEmpty() ? 1 : holds.getLast().until().toEpochMilli();
    }

    private InFlight with(List<Hold> others) {
        return new InFlight(session, worker, version, others);
    }
}
