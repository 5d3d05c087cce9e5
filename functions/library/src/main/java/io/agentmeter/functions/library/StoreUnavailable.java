package io.agentmeter.functions.library;

/// A store did not answer or refused for now. HTTP functions answer 503, stream functions let the platform retry.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
