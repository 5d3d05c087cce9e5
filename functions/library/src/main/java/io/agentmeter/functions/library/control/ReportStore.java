package io.agentmeter.functions.library.control;

import java.time.Duration;
import java.util.List;

/// The reports that were made and can still be downloaded.
public interface ReportStore {
    /// How long a report is kept.
    Duration KEPT = Duration.ofDays(30);

    void save(StoredReport report);

    /// The newest ones, newest first.
    List<StoredReport> newest(int limit);
}
