package io.agentmeter.collector.statusline;

import io.agentmeter.collector.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The lines that were made last, one file per session: coloured, then plain. `scripts/agentmeter` prints them without
/// starting a program, so their form is known there too.
final class StatusFiles {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);
    private static final String NO_SESSION = "none";

    private final Path folder;

    StatusFiles(Path state) {
        this.folder = state.resolve("statusline");
    }

    void write(String session, StatusText text, Instant now) throws IOException {
        Path file = file(session, "");
        if (!Files.exists(file)) {
            forgetOld(now);
        }
        byte[] lines = (text.coloured() + "\n" + text.plain() + "\n").getBytes(StandardCharsets.UTF_8);
        PrivateFile.write(file, lines);
    }

    /// The report that was sent last for a session, and when.
    Optional<String> sent(String session) {
        try {
            return Optional.of(Files.readString(file(session, ".sent")));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    void sent(String session, String report) throws IOException {
        PrivateFile.write(file(session, ".sent"), report.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(String session, String suffix) {
        return folder.resolve((session.isEmpty() ? NO_SESSION : session) + suffix);
    }

    private void forgetOld(Instant now) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .plus(FORGOTTEN_AFTER)
                        .isBefore(now)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
