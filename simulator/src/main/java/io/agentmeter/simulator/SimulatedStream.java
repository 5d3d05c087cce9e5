package io.agentmeter.simulator;

import io.agentmeter.streams.ShardOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The events table's stream: shards that split and roll over. An item's records are in order, from parent to child.
final class SimulatedStream {
    /// @param depth how many bits of a key's hash chose it, beyond its root
    /// @param path those bits
    private record Place(int root, int depth, int path) {
        boolean holds(int hash, int roots) {
            return Math.floorMod(hash, roots) == root && (Math.floorDiv(hash, roots) & ((1 << depth) - 1)) == path;
        }
    }

    static final class Shard {
        private final String id;
        private final @Nullable String parentOrNull;
        private final Place place;
        private final List<StreamRecord> records = new ArrayList<>();
        private boolean closed;

        private Shard(String id, @Nullable String parentOrNull, Place place) {
            this.id = id;
            this.parentOrNull = parentOrNull;
            this.place = place;
        }

        String id() {
            return id;
        }

        List<StreamRecord> records() {
            return records;
        }

        boolean isClosed() {
            return closed;
        }
    }

    private final int roots;
    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private long sequence;

    SimulatedStream(int roots) {
        this.roots = roots;
        for (int root = 0; root < roots; root++) {
            open(null, new Place(root, 0, 0));
        }
    }

    private void open(@Nullable String parent, Place place) {
        Shard shard = new Shard("shard-" + shards.size(), parent, place);
        shards.put(shard.id, shard);
    }

    String nextSequenceNumber() {
        return String.format(java.util.Locale.ROOT, "%021d", ++sequence);
    }

    void append(StreamRecord record) {
        int hash = record.key().hashCode() >>> 1;
        for (Shard shard : shards.values()) {
            if (!shard.closed && shard.place.holds(hash, roots)) {
                shard.records.add(record);
                return;
            }
        }
        throw new IllegalStateException("no open shard holds " + record.key());
    }

    List<Shard> open() {
        return shards.values().stream().filter(shard -> !shard.closed).toList();
    }

    List<Shard> all() {
        return List.copyOf(shards.values());
    }

    Shard shard(String id) {
        return Objects.requireNonNull(shards.get(id));
    }

    List<ShardOrder.Shard> order() {
        return shards.values().stream()
                .map(shard -> new ShardOrder.Shard(shard.id, shard.parentOrNull))
                .toList();
    }

    void split(Shard shard) {
        shard.closed = true;
        Place place = shard.place;
        open(shard.id, new Place(place.root(), place.depth() + 1, place.path()));
        open(shard.id, new Place(place.root(), place.depth() + 1, place.path() | 1 << place.depth()));
    }

    void rollOver(Shard shard) {
        shard.closed = true;
        open(shard.id, shard.place);
    }
}
