package io.agentmeter.functions.audit;

import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import java.util.Map;

/// What audits tell their operators: days and counts.
record AuditLog(Log log, Metrics metrics) {
    static AuditLog of(Functions function) {
        return new AuditLog(Log.of(function.label()), Metrics.of(function.label()));
    }

    void audited(String id, AuditResult result) {
        for (AuditedDay day : result.days()) {
            if (!day.differences().isEmpty()) {
                log.error("audit_differs")
                        .with("audit", id)
                        .with("day", day.day().toString())
                        .with("differences", day.differences().count())
                        .write();
            }
        }
        log.info("audit_done")
                .with("audit", id)
                .with("days", result.days().size())
                .with("events", result.events())
                .with("differences", result.differences())
                .with("readUnits", Math.round(result.readUnits()))
                .with("milliseconds", result.took().toMillis())
                .write();
        metrics.count(Map.of(
                Metric.DAYS_AUDITED, (long) result.days().size(), Metric.AUDIT_DIFFERENCES, result.differences()));
    }

    void failed(String id, Throwable fault) {
        log.error("audit_failed").with("audit", id).fault(fault).write();
    }
}
