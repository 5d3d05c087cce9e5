package io.agentmeter.format.claudecode.transcript;

import java.io.IOException;

/// The line is not as Claude Code usually writes it; the general reader says what it means.
final class Uncertain extends IOException {
    private static final long serialVersionUID = 1L;

    Uncertain() {
        super("not as usual");
    }

    /// Nobody reads where it came from, and to find that out would cost more than the line.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
