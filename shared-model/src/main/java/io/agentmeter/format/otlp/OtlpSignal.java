package io.agentmeter.format.otlp;

/// The three kinds of OTLP body, one route each.
public enum OtlpSignal {
    LOGS,
    METRICS,
    TRACES
}
