package io.agentmeter.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Spreads a shard's records over lanes, all records of one item to the same lane, and knows how far the shard has been
/// processed.
public final class ShardLanes<D extends StreamItem> {
    private final int lanes;
    private final Predicate<D> wanted;
    private final ShardProgress progress;

    /// @param wanted the subscription's filter; other records are finished as soon as they are read
    public ShardLanes(int lanes, Predicate<D> wanted, ShardProgress progress) {
        this.lanes = lanes;
        this.wanted = wanted;
        this.progress = progress;
    }

    /// @param perLane what goes to each lane, in the shard's order
    /// @param checkpoint where the shard stands now, if that changed
    public record Spread<D>(List<List<D>> perLane, Optional<String> checkpoint) {}

    /// Takes records as they were read, in the shard's order.
    public Spread<D> read(List<D> records) {
        List<List<D>> perLane = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            perLane.add(new ArrayList<>());
        }
        List<D> unwanted = new ArrayList<>();
        for (D record : records) {
            progress.read(record.sequenceNumber());
            (wanted.test(record) ? perLane.get(laneOf(record)) : unwanted).add(record);
        }
        return new Spread<>(perLane, finish(unwanted));
    }

    private int laneOf(D record) {
        return Math.floorMod(record.key().hashCode(), lanes);
    }

    /// These records need no more work. Returns the new checkpoint if it moved.
    public Optional<String> finish(List<D> records) {
        return records.isEmpty()
                ? Optional.empty()
                : progress.finish(
                        records.stream().map(StreamItem::sequenceNumber).toList());
    }
}
