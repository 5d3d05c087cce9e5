package io.agentmeter.collector;

/// The command does not go on, because the user has to decide or mend something first.
public final class Refusal extends RuntimeException {
    private final String reason;

    /// @param reason what is wrong and what to do, as shown to the user
    public Refusal(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
