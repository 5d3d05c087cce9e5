package io.agentmeter.functions.library;

/// A store will not take this write, however often it is repeated: it is malformed or too large. Unlike
/// [StoreUnavailable] it must not be retried, or everything behind it would wait.
public final class StoreRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreRefused(String what, Throwable cause) {
        super(what, cause);
    }
}
