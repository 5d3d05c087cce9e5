package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.streams.StreamItem;
import java.time.Instant;

/// A stream record on its way to a function.
///
/// @param key the item's key as text; records of one item stay in order
/// @param bytes its length as JSON
record Delivery(String sequenceNumber, String key, ObjectNode record, int bytes, Instant created)
        implements StreamItem {}
