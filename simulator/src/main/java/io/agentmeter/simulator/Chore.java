package io.agentmeter.simulator;

/// Something that is done to the data while it is being counted.
sealed interface Chore {
    /// How many posts are sent before it is done.
    int afterPosts();

    /// Time-to-live takes a raw event away.
    record Expire(int afterPosts, String eventKey) implements Chore {}

    /// Functions that start from now on know another price list; those that run keep theirs.
    record ChangePrices(int afterPosts) implements Chore {}

    /// A person is to be forgotten.
    record Erase(int afterPosts, String person) implements Chore {}

    /// Everything counted so far is priced again.
    record Reprice(int afterPosts) implements Chore {}
}
