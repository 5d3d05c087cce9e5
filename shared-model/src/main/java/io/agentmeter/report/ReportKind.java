package io.agentmeter.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a row of a report is. The names of its columns are here and nowhere else.
public enum ReportKind {
    /// One project, model and agent on one day.
    DAILY,
    /// One session over the whole range.
    SESSIONS,
    /// One request to a model.
    REQUESTS;

    /// In the order of [ReportRow#cells].
    public List<String> columns() {
        return Stream.of(names(), counts(), more()).flatMap(List::stream).toList();
    }

    private List<String> names() {
        return switch (this) {
            case DAILY -> List.of("day", "project", "model", "agent");
            case SESSIONS ->
                List.of(
                        "session",
                        "project",
                        "user",
                        "team",
                        "agent",
                        "task",
                        "machine",
                        "branch",
                        "models",
                        "startedAt",
                        "lastActivityAt");
            case REQUESTS ->
                List.of(
                        "id",
                        "time",
                        "day",
                        "session",
                        "project",
                        "user",
                        "team",
                        "agent",
                        "task",
                        "model",
                        "lane",
                        "agentName",
                        "turn");
        };
    }

    /// What every row counts, whatever it is.
    private static List<String> counts() {
        return List.of(
                "requests",
                "unpricedRequests",
                "estimatedCostUsd",
                "freshInput",
                "cacheRead",
                "cacheWrite",
                "cacheWrite1h",
                "output",
                "reasoning",
                "webSearches");
    }

    private List<String> more() {
        return switch (this) {
            case DAILY -> List.of();
            case SESSIONS -> List.of("turns", "toolCalls", "toolFailures", "errors", "agentMinutes");
            case REQUESTS -> List.of("pricedBy", "priceId", "reportedCostUsd", "durationMs", "sources");
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(ReportKind::label).toList();
    }

    public static Optional<ReportKind> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }
}
