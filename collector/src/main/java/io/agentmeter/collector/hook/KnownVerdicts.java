package io.agentmeter.collector.hook;

import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.Verdict;
import io.agentmeter.collector.PrivateFile;
import io.agentmeter.hook.HookCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The last verdicts, in files that their owner alone may read, so that a limit holds while the server cannot be asked:
/// one per session and one per project, for sessions that begin meanwhile. Their names are hashes.
final class KnownVerdicts {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);
    private static final Duration WRITTEN_AGAIN_AFTER = Duration.ofMinutes(10);
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LINES = 4;

    private final Path folder;
    private final String endpoint;

    KnownVerdicts(Path folder, String endpoint) {
        this.folder = folder;
        this.endpoint = endpoint;
    }

    void remember(HookCall call, KnownVerdict verdict) throws IOException {
        for (Path file : files(call)) {
            Optional<KnownVerdict> before = read(file);
            boolean known = before.filter(verdict::saysTheSameAs)
                    .filter(old -> old.at().plus(WRITTEN_AGAIN_AFTER).isAfter(verdict.at()))
                    .isPresent();
            if (!known) {
                if (before.isEmpty()) {
                    forgetOld(verdict.at());
                }
                PrivateFile.write(file, text(verdict).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /// Of the session, else of its project.
    Optional<KnownVerdict> find(HookCall call) {
        return files(call).stream()
                .map(KnownVerdicts::read)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<Path> files(HookCall call) {
        List<Path> files = new ArrayList<>();
        if (!call.session().isEmpty()) {
            files.add(folder.resolve("session-" + hash(call.agent().label() + "|" + call.session())));
        }
        if (call.project().isPresent()) {
            files.add(folder.resolve("project-" + hash(call.project().value())));
        }
        return files;
    }

    private static String text(KnownVerdict verdict) {
        String message = verdict.message().replaceAll("\\p{Cntrl}+", " ");
        return String.join(
                "\n",
                verdict.verdict().label(),
                verdict.unavailable().label(),
                verdict.at().toString(),
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
    }

    /// A damaged file is one that is not there.
    private static Optional<KnownVerdict> read(Path file) {
        try {
            String[] lines = Files.readString(file).split("\n", LINES);
            return lines.length < LINES
                    ? Optional.empty()
                    : Optional.of(new KnownVerdict(
                            Verdict.valueOf(lines[0].toUpperCase(Locale.ROOT)),
                            FailMode.ofLabel(lines[1]).orElseThrow(() -> new IllegalArgumentException("no fail mode")),
                            lines[3],
                            Instant.parse(lines[2])));
        } catch (IOException | IllegalArgumentException | DateTimeException absentOrDamaged) {
            return Optional.empty();
        }
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

    private String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((endpoint + "|" + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
