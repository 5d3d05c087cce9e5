package io.agentmeter.streams;

import static io.agentmeter.streams.Item.items;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShardLanesTest {
    @Test
    void recordsOfOneItemShareALaneInOrder() {
        ShardLanes<Item> shard = new ShardLanes<>(2, _ -> true, new ShardProgress());

        ShardLanes.Spread<Item> spread = shard.read(items("a1", "b1", "a2", "b2"));

        assertThat(spread.perLane()).containsExactlyInAnyOrder(items("a1", "a2"), items("b1", "b2"));
        assertThat(spread.checkpoint()).isEmpty();
    }

    @Test
    void theCheckpointIsTheLastRecordBeforeWhichEverythingIsDone() {
        ShardLanes<Item> shard = new ShardLanes<>(2, _ -> true, new ShardProgress());
        shard.read(items("a1", "b1", "a2", "b2"));

        assertThat(shard.finish(items("b1", "b2"))).isEmpty();
        assertThat(shard.finish(items("a1"))).contains("b1");
        assertThat(shard.finish(items("a2"))).contains("b2");
        assertThat(shard.finish(List.of())).isEqualTo(Optional.empty());
    }

    @Test
    void recordsThatTheFilterDropsNeedNoLane() {
        ShardLanes<Item> shard =
                new ShardLanes<>(3, item -> !Set.of("a1", "b1").contains(item.sequenceNumber()), new ShardProgress());

        ShardLanes.Spread<Item> spread = shard.read(items("a1", "b1", "c1"));

        assertThat(spread.checkpoint()).contains("b1");
        assertThat(spread.perLane()).hasSize(3).contains(items("c1"));
    }

    @Test
    void aChildIsReadOnlyWhenItsParentIsFinishedOrGone() {
        List<ShardOrder.Shard> shards = List.of(
                new ShardOrder.Shard("parent", "grandparent"),
                new ShardOrder.Shard("child", "parent"),
                new ShardOrder.Shard("other", null));

        assertThat(ShardOrder.readable(shards, _ -> false)).containsExactly("parent", "other");
        assertThat(ShardOrder.readable(shards, Set.of("parent")::contains)).containsExactly("child", "other");
    }
}
