package io.agentmeter.functions.library.control;

import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an agent's status line said about an account's windows.
///
/// @param user whose agent it is
/// @param sessionOrNull the session it was shown in, if known
public record PlanReport(
        String account,
        String user,
        @Nullable String sessionOrNull,
        Instant at,
        SortedMap<PlanWindowName, PlanReading> windows) {
    public PlanReport {
        windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
    }

    public Optional<String> session() {
        return Optional.ofNullable(sessionOrNull);
    }
}
