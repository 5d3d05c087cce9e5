package io.agentmeter.functions.library.control;

import java.time.Instant;

/// What administrators do in tests.
final class Admins {
    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private Admins() {}

    static Change change(Change.What what, String id, String action) {
        return new Change(NOW, "ann", what, id, action, null, "{\"id\":\"" + id + "\"}");
    }
}
