package io.agentmeter.streams;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// In which order a stream's shards may be read: a child only when its parent is finished or gone, because an item's
/// records go on from one to the other.
public final class ShardOrder {
    private ShardOrder() {}

    public record Shard(String id, @Nullable String parentOrNull) {}

    /// The shards that may be read now and are not finished.
    public static List<String> readable(Collection<Shard> shards, Predicate<String> isFinished) {
        Set<String> existing = new HashSet<>();
        shards.forEach(shard -> existing.add(shard.id()));
        return shards.stream()
                .filter(shard -> !isFinished.test(shard.id()))
                .filter(shard -> shard.parentOrNull() == null
                        || !existing.contains(shard.parentOrNull())
                        || isFinished.test(shard.parentOrNull()))
                .map(Shard::id)
                .toList();
    }
}
