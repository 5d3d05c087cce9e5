package io.agentmeter.format.claudecode.transcript;

import java.io.IOException;

/// The line is not as Claude Code usually writes it; the general reader says what it means.
final class Uncertain extends IOException {
    private static final long serialVersionUID = 1L;

    /// One for all: where it came from is of no interest, and a stack trace would cost more than the line.
    static final Uncertain HERE = new Uncertain();

    private Uncertain() {
        super("not as usual");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
