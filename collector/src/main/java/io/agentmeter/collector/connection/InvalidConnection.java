package io.agentmeter.collector.connection;

/// An endpoint or a token that cannot be right.
public final class InvalidConnection extends IllegalArgumentException {
    InvalidConnection(String reason) {
        super(reason);
    }
}
