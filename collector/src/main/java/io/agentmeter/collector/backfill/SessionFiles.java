package io.agentmeter.collector.backfill;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The files of one session: its own and its subagents'.
///
/// @param key names the group from run to run
/// @param folder the name Claude Code gave the folder, made from the launch directory
/// @param begins time of the first line that has one
record SessionFiles(String key, String folder, Instant begins, List<SourceFile> files) {
    /// Sessions in the order in which they began, so that what a fork copied belongs to the session it came
    /// from.
    static final Comparator<SessionFiles> ORDER = Comparator.comparing(SessionFiles::begins)
            .thenComparingLong(session -> session.files().getFirst().modified())
            .thenComparing(SessionFiles::key);

    /// @param modified milliseconds since the epoch
    record SourceFile(Path path, long size, long modified) {}

    SessionFiles {
        files = List.copyOf(files);
    }

    long bytes() {
        return files.stream().mapToLong(SourceFile::size).sum();
    }

    long lastModified() {
        return files.stream().mapToLong(SourceFile::modified).max().orElse(0);
    }
}
