package io.agentmeter.local.lambda;

import io.agentmeter.deployment.Functions;

/// An invocation that ended without an answer, in Lambda's words: the type and message that its error document carries.
public final class FunctionFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String TIMED_OUT = "Sandbox.Timedout";
    private static final String NOT_NOW = "Local.NotNow";

    private final Functions function;
    private final String type;
    private final String reason;

    public FunctionFailure(Functions function, String type, String reason) {
        this.function = function;
        this.type = type;
        this.reason = reason;
    }

    static FunctionFailure timeout(Functions function) {
        return new FunctionFailure(
                function, TIMED_OUT, "Task timed out after " + function.timeoutSeconds() + " seconds");
    }

    /// The function was not run, and may be in a moment.
    static FunctionFailure notNow(Functions function, String reason) {
        return new FunctionFailure(function, NOT_NOW, reason);
    }

    @Override
    public String getMessage() {
        return function.label() + ": " + type + ": " + reason;
    }

    public boolean isTimeout() {
        return type.equals(TIMED_OUT);
    }

    /// Whether it was not even run.
    public boolean isNotNow() {
        return type.equals(NOT_NOW);
    }

    public String type() {
        return type;
    }

    public String reason() {
        return reason;
    }
}
