package io.agentmeter.collector.backfill;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The files of one session: its own and its subagents'.
///
/// @param key names the group from run to run
/// @param folder the name Claude Code gave the folder, made from the launch directory
record SessionFiles(String key, String folder, Beginning beginning, List<SourceFile> files) {
    /// Sessions in the order in which they began, so that what a fork copied belongs to the session it came
    /// from.
    static final Comparator<SessionFiles> ORDER = (a, b) -> {
        int byBegin = a.begins().compareTo(b.begins());
        int byChange = Long.compare(
                a.files().getFirst().modified(), b.files().getFirst().modified());
        int byTime = byBegin != 0 ? byBegin : byChange;
        return byTime != 0 ? byTime : a.key().compareTo(b.key());
    };

    /// @param modified milliseconds since the epoch
    record SourceFile(Path path, long size, long modified) {}

    /// Time of the first line that has one; looked for when somebody asks.
    static final class Beginning {
        private final Supplier<Instant> search;
        private @Nullable Instant found;

        Beginning(Supplier<Instant> search) {
            this.search = search;
        }

        private synchronized Instant get() {
            if (found == null) {
                found = search.get();
            }
            return found;
        }
    }

    SessionFiles {
        files = List.copyOf(files);
    }

    Instant begins() {
        return beginning.get();
    }

    long bytes() {
        long bytes = 0;
        for (SourceFile file : files) {
            bytes += file.size();
        }
        return bytes;
    }

    long lastModified() {
        long last = 0;
        for (SourceFile file : files) {
            last = Math.max(last, file.modified());
        }
        return last;
    }
}
