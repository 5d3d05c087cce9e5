package io.agentmeter.functions.library.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reports in memory, for tests.
public final class InMemoryReportStore implements ReportStore {
    private final List<StoredReport> reports = new ArrayList<>();

    @Override
    public synchronized void save(StoredReport report) {
        reports.add(report);
    }

    @Override
    public synchronized List<StoredReport> newest(int limit) {
        return reports.stream()
                .sorted(Comparator.comparing(StoredReport::createdAt)
                        .thenComparing(StoredReport::id)
                        .reversed())
                .limit(limit)
                .toList();
    }
}
