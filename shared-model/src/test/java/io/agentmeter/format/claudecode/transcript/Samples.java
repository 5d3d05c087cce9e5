package io.agentmeter.format.claudecode.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Transcripts for tests.
final class Samples {
    private static final Path FOLDER = Path.of("..", "contracts", "samples", "claude-code");

    private Samples() {}

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TranscriptLine read(String line) {
        return read(new TranscriptParser(), line);
    }

    static TranscriptLine read(TranscriptParser parser, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return parser.read(bytes, 0, bytes.length);
    }

    static List<TranscriptLine> readAll(List<String> lines) {
        TranscriptParser parser = new TranscriptParser();
        List<TranscriptLine> read = new ArrayList<>();
        lines.forEach(line -> read.add(read(parser, line)));
        return read;
    }

    /// A session from whole files, each a list of lines.
    @SafeVarargs
    static TranscriptSession session(String folder, List<String>... files) {
        TranscriptSession session = new TranscriptSession(folder);
        for (List<String> file : files) {
            session.beginFile();
            readAll(file).forEach(session::add);
        }
        return session;
    }
}
