package io.agentmeter.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What one of a shard's concurrent deliverers has before it: records that wait, the batch that is out, and what is
/// left of a batch that failed.
///
/// Retries follow Lambda: a batch that fails as a whole is split in two, which does not count as a retry; one that
/// reports its failed records goes on from the first of them. Not for several threads at once.
public final class LaneQueue<D extends StreamItem> {
    private static final int MOST_BYTES = 6_000_000;
    private static final Duration OLDEST = Duration.ofHours(24);

    /// What follows a batch's result. `finished` are records that need no more work.
    public sealed interface Step<D> {
        List<D> finished();

        record Done<D>(List<D> finished) implements Step<D> {}

        /// The rest comes again, after a pause.
        record Again<D>(List<D> finished, String reason) implements Step<D> {}

        /// These records were tried often or long enough. They stay next until [LaneQueue#drop] is called.
        ///
        /// @param tooOld whether age decided, and not the number of attempts
        record GiveUp<D>(List<D> finished, List<D> records, int attempts, boolean tooOld, String reason)
                implements Step<D> {}
    }

    private record Piece<D>(List<D> records, int attempts) {}

    private final int retries;
    private final Deque<D> waiting = new ArrayDeque<>();
    private final Deque<Piece<D>> pieces = new ArrayDeque<>();

    /// @param retries how often a batch is repeated before it is given up; negative for as long as it takes
    public LaneQueue(int retries) {
        this.retries = retries;
    }

    public void add(List<D> records) {
        waiting.addAll(records);
    }

    /// Records that no batch has yet.
    public int waiting() {
        return waiting.size();
    }

    public boolean isEmpty() {
        return waiting.isEmpty() && pieces.isEmpty();
    }

    /// Whether a batch was collected that is not finished.
    public boolean hasOpenBatch() {
        return !pieces.isEmpty();
    }

    /// The batch to deliver next: what is left of the last one, or else up to `most` records that wait; empty if
    /// there is nothing.
    public List<D> next(int most) {
        if (pieces.isEmpty() && !waiting.isEmpty()) {
            List<D> batch = new ArrayList<>();
            int bytes = 0;
            while (!waiting.isEmpty()
                    && batch.size() < most
                    && (batch.isEmpty() || bytes + waiting.getFirst().bytes() <= MOST_BYTES)) {
                bytes += waiting.getFirst().bytes();
                batch.add(waiting.removeFirst());
            }
            pieces.push(new Piece<>(List.copyOf(batch), 0));
        }
        return pieces.isEmpty() ? List.of() : pieces.getFirst().records();
    }

    /// What follows the result of the batch that [#next] gave.
    public Step<D> answered(BatchResult result, Instant now) {
        Piece<D> piece = pieces.pop();
        List<D> records = piece.records();
        return switch (result) {
            case BatchResult.Processed() -> new Step.Done<>(records);
            case BatchResult.FailedFrom(int index, String reason) -> {
                List<D> rest = records.subList(index, records.size());
                yield retry(
                        new Piece<>(rest, index == 0 ? piece.attempts() + 1 : 1),
                        records.subList(0, index),
                        reason,
                        now);
            }
            case BatchResult.Failed(String reason)
            when records.size() > 1 -> {
                int middle = records.size() / 2;
                pieces.push(new Piece<>(records.subList(middle, records.size()), piece.attempts()));
                pieces.push(new Piece<>(records.subList(0, middle), piece.attempts()));
                yield new Step.Again<>(List.of(), reason);
            }
            case BatchResult.Failed(String reason) ->
                retry(new Piece<>(records, piece.attempts() + 1), List.of(), reason, now);
        };
    }

    private Step<D> retry(Piece<D> piece, List<D> finished, String reason, Instant now) {
        pieces.push(piece);
        boolean tooOld = piece.records().getFirst().created().isBefore(now.minus(OLDEST));
        if (tooOld || (retries >= 0 && piece.attempts() > retries)) {
            return new Step.GiveUp<>(finished, piece.records(), piece.attempts(), tooOld, reason);
        }
        return new Step.Again<>(finished, reason);
    }

    /// Takes the records that were given up out of the way.
    public void drop() {
        pieces.pop();
    }
}
