package io.agentmeter.simulator;

/// Something that is done to the data while it is being counted.
sealed interface Chore {
    /// How many posts are sent before it is done.
    int afterPosts();

    /// Time-to-live takes a raw event away.
    record Expire(int afterPosts, String eventKey) implements Chore {}
}
