package io.agentmeter.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a row of a report is. The names of its columns are here and nowhere else.
public enum ReportKind {
    /// One project, model and agent on one day.
    DAILY(List.of("day", "project", "model", "agent"), List.of()),
    /// One session over the whole range.
    SESSIONS(
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
                    "lastActivityAt"),
            List.of("turns", "toolCalls", "toolFailures", "errors", "agentMinutes")),
    /// One request to a model.
    REQUESTS(
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
                    "turn"),
            List.of("pricedBy", "priceId", "reportedCostUsd", "durationMs", "sources"));

    /// What every row counts, whatever it is.
    private static final List<String> COUNTS = List.of(
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

    private final List<String> names;
    private final List<String> more;

    ReportKind(List<String> names, List<String> more) {
        this.names = names;
        this.more = more;
    }

    /// In the order of [ReportRow#cells].
    public List<String> columns() {
        return Stream.of(names, COUNTS, more).flatMap(List::stream).toList();
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
