package io.agentmeter.functions.aggregate;

import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;

/// What the aggregator tells its operators: ids and counts.
record AggregateLog(Log log, Metrics metrics) {
    static AggregateLog standard() {
        String name = Functions.AGGREGATE.label();
        return new AggregateLog(Log.of(name), Metrics.of(name));
    }

    void damaged(String key, String reason) {
        log.error("record_damaged").with("event", key).with("reason", reason).write();
        metrics.count(Metric.RECORDS_DAMAGED, 1);
    }

    /// The session's raw events are kept, so the rollups can be brought in line once the reason is known.
    void refused(String session) {
        log.error("session_refused").with("session", session).write();
        metrics.count(Metric.RECORDS_DAMAGED, 1);
    }

    void givenBack(int events, Throwable fault) {
        log.error("batch_given_back").with("events", events).fault(fault).write();
        metrics.count(Metric.BATCH_FAILURES, 1);
    }
}
