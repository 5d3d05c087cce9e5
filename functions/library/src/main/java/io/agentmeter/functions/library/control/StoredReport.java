package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A report that was made.
///
/// @param name what the downloaded file is called
/// @param kind `daily`, `sessions` or `requests`
/// @param format `csv` or `json`
/// @param projectOrNull the one project it is about; absent for all
/// @param path where the file is kept
public record StoredReport(
        String id,
        String name,
        String kind,
        String format,
        LocalDate start,
        LocalDate end,
        @Nullable String projectOrNull,
        long rows,
        long bytes,
        Instant createdAt,
        String path) {
    public Optional<String> project() {
        return Optional.ofNullable(projectOrNull);
    }
}
