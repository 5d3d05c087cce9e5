package io.agentmeter.streams;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A record for tests, named by its sequence number; records `a1` and `a2` are of item `a`.
record Item(String sequenceNumber, int bytes) implements StreamItem {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    static List<Item> items(String... names) {
        return Arrays.stream(names).map(name -> new Item(name, 100)).toList();
    }

    @Override
    public String key() {
        return sequenceNumber.substring(0, 1);
    }

    @Override
    public Instant created() {
        return NOON;
    }
}
