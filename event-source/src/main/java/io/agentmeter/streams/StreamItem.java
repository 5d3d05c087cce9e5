package io.agentmeter.streams;

import java.time.Instant;

/// A stream record on its way to a function.
public interface StreamItem {
    String sequenceNumber();

    /// The item's key as text; records of one item stay in order.
    String key();

    /// Its length as JSON.
    int bytes();

    Instant created();
}
