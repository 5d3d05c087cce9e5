package io.agentmeter.collector;

/// What a command ends with; `agentmeter --help` lists them.
public final class ExitCode {
    public static final int DONE = 0;
    public static final int IN_PART = 1;
    public static final int WRONG_USE = 2;
    public static final int NO_SERVER = 3;

    private ExitCode() {}
}
