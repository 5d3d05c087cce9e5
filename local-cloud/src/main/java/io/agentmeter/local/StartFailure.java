package io.agentmeter.local;

/// Why the local cloud could not start, in words for the person who started it.
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public StartFailure(String reason) {
        this.reason = reason;
    }

    public StartFailure(String reason, Throwable cause) {
        super(cause);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
