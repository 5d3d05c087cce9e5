package io.agentmeter.collector.backfill;

import io.agentmeter.format.claudecode.transcript.TranscriptSession;
import java.nio.file.Path;
import java.util.List;

/// What the files of one session hold.
///
/// @param damages lines that could not be read, at most [#MOST_DAMAGES]
/// @param damaged how many there were
record SessionRead(
        SessionFiles session, TranscriptSession content, long lines, long bytes, List<Damage> damages, long damaged) {
    static final int MOST_DAMAGES = 20;

    /// @param line place in the file, from 1; 0 if it is about the whole file
    record Damage(Path file, long line, String reason) {
        String text() {
            return file + (line == 0 ? "" : ":" + line) + ": " + reason;
        }
    }
}
