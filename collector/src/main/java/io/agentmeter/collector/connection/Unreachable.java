package io.agentmeter.collector.connection;

/// The server cannot be reached or does not accept the token; trying again at once would not help.
public final class Unreachable extends RuntimeException {
    private final String reason;

    /// @param reason what happened and what to do, as shown to the user
    public Unreachable(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
