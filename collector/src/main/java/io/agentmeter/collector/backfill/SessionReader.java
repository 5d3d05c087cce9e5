package io.agentmeter.collector.backfill;

import io.agentmeter.collector.backfill.SessionRead.Damage;
import io.agentmeter.format.claudecode.transcript.TranscriptLine;
import io.agentmeter.format.claudecode.transcript.TranscriptParser;
import io.agentmeter.format.claudecode.transcript.TranscriptSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Reads the files of one session. Only the records of its requests are kept in memory, never its lines.
final class SessionReader {
    /// What serves one session after the other, on one thread.
    record Tools(LineReader lines, TranscriptParser parser) {
        Tools() {
            this(new LineReader(), new TranscriptParser());
        }
    }

    private final SessionJob job;
    private final TranscriptSession content;
    private final List<Damage> damages = new ArrayList<>();
    private long damaged;
    private long lines;
    private long bytes;

    private SessionReader(SessionJob job) {
        this.job = job;
        this.content = new TranscriptSession(job.session().folder());
    }

    /// @param progress is told the size of each file that was read
    static SessionRead read(SessionJob job, Tools tools, LongConsumer progress) {
        return new SessionReader(job).read(tools, progress);
    }

    private SessionRead read(Tools tools, LongConsumer progress) {
        List<SessionFiles.SourceFile> files = job.session().files();
        for (int i = 0; i < files.size(); i++) {
            SessionFiles.SourceFile file = files.get(i);
            try {
                readFile(tools, file.path(), job.reported().get(i));
            } catch (IOException e) {
                damage(file.path(), 0, "cannot be read: " + e.getClass().getSimpleName());
            }
            progress.accept(file.size());
        }
        return new SessionRead(job.session(), content, lines, bytes, List.copyOf(damages), damaged);
    }

    private void readFile(Tools tools, Path file, long reported) throws IOException {
        TranscriptParser parser = tools.parser();
        parser.beginFile();
        content.beginFile();
        LineReader.Extent extent = tools.lines().read(file, new LineReader.Lines() {
            @Override
            public void line(byte[] bytes, int from, int to, LineReader.Place place) {
                TranscriptLine line = parser.read(bytes, from, to);
                if (line instanceof TranscriptLine.Corrupt(String reason)) {
                    damage(file, place.number(), reason);
                }
                content.add(line, place.end() > reported);
            }

            @Override
            public void tooLong(LineReader.Place place) {
                damage(
                        file,
                        place.number(),
                        "longer than " + LineReader.LONGEST_LINE / (1024 * 1024) + " MiB, passed over");
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
