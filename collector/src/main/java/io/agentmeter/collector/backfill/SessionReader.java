package io.agentmeter.collector.backfill;

import io.agentmeter.collector.backfill.SessionRead.Damage;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.claudecode.transcript.TranscriptLine;
import io.agentmeter.format.claudecode.transcript.TranscriptParser;
import io.agentmeter.format.claudecode.transcript.TranscriptSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Reads the files of one session into events. Only the records of its requests are kept in memory, never its
/// lines.
final class SessionReader {
    private final TranscriptSession session;
    private final SessionFiles files;
    private final List<Damage> damages = new ArrayList<>();
    private long damaged;
    private long lines;
    private long bytes;

    private SessionReader(SessionFiles files) {
        this.files = files;
        this.session = new TranscriptSession(files.folder());
    }

    /// @param since events before it are left out
    /// @param progress is told the size of each file that was read
    static SessionRead read(SessionFiles files, Instant since, LongConsumer progress) {
        return new SessionReader(files).read(since, progress);
    }

    private SessionRead read(Instant since, LongConsumer progress) {
        LineReader reader = new LineReader();
        for (SessionFiles.SourceFile file : files.files()) {
            try {
                readFile(reader, file.path());
            } catch (IOException e) {
                damage(file.path(), 0, "cannot be read: " + e.getClass().getSimpleName());
            }
            progress.accept(file.size());
        }
        List<UsageEvent> events = session.events().stream()
                .filter(event -> !event.time().isBefore(since))
                .toList();
        return new SessionRead(files, events, lines, bytes, List.copyOf(damages), damaged);
    }

    private void readFile(LineReader reader, Path file) throws IOException {
        TranscriptParser parser = new TranscriptParser();
        session.beginFile();
        LineReader.Extent extent = reader.read(file, new LineReader.Lines() {
            @Override
            public void line(byte[] bytes, int from, int to, long number) {
                TranscriptLine line = parser.read(bytes, from, to);
                if (line instanceof TranscriptLine.Corrupt(String reason)) {
                    damage(file, number, reason);
                }
                session.add(line);
            }

            @Override
            public void tooLong(long number) {
                damage(file, number, "longer than " + LineReader.LONGEST_LINE / (1024 * 1024) + " MiB, passed over");
            }
        });
        lines += extent.lines();
        bytes += extent.bytes();
    }

    private void damage(Path file, long line, String reason) {
        damaged++;
        if (damages.size() < SessionRead.MOST_DAMAGES) {
            damages.add(new Damage(file, line, reason));
        }
    }
}
