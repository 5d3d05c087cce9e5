package io.agentmeter.functions.audit;

import java.time.Duration;
import java.util.List;

/// What an audit has come to.
///
/// @param readUnits what the scan of the events cost
/// @param took from start to end
record AuditResult(List<AuditedDay> days, double readUnits, Duration took) {
    AuditResult {
        days = List.copyOf(days);
    }

    /// Differences that are left.
    long differences() {
        return days.stream().mapToLong(day -> day.differences().count()).sum();
    }

    long events() {
        return days.stream().mapToLong(AuditedDay::events).sum();
    }
}
