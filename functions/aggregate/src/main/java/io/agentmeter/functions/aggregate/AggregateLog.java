package io.agentmeter.functions.aggregate;

/// placeholder until Log is delivered
final class AggregateLog {
    void damaged(String key, String reason) {}

    void aggregated(int events) {}

    void givenBack(int events, Throwable e) {}
}
