package io.agentmeter.collector.backfill;

import io.agentmeter.collector.Surroundings;
import io.agentmeter.collector.backfill.SessionFiles.SourceFile;
import io.agentmeter.format.claudecode.transcript.LineTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds Claude Code's transcripts: `<configuration>/projects/<folder>/<session>.jsonl`, the subagents' in
/// `<folder>/<session>/subagents/`, and in older versions in `<folder>/agent-<id>.jsonl`.
final class TranscriptFolders {
    private static final String ENDING = ".jsonl";
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern SESSION = Pattern.compile("\"sessionId\"\\s*:\\s*\"([^\"\\\\]{1,100})\"");
    private static final Pattern TIME = Pattern.compile("\"timestamp\"\\s*:\\s*\"([^\"\\\\]{20,40})\"");
    private static final int DEEPEST = 6;
    private static final int FIRST_HEAD = 8 * 1024;
    private static final int LAST_HEAD = 64 * 1024;

    private TranscriptFolders() {}

    /// Where to look, as Claude Code's own documentation has it: `CLAUDE_CONFIG_DIR` (more than one with
    /// commas), else `~/.config/claude` and `~/.claude`.
    static List<Path> configured(Surroundings surroundings) {
        Optional<String> named = surroundings.variable("CLAUDE_CONFIG_DIR");
        if (named.isEmpty()) {
            return List.of(
                    surroundings.xdg("XDG_CONFIG_HOME", ".config").resolve("claude"),
                    surroundings.home().resolve(".claude"));
        }
        return Stream.of(named.get().split(","))
                .map(String::strip)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> folder.startsWith("~/")
                        ? surroundings.home().resolve(folder.substring(2))
                        : surroundings.directory().resolve(folder))
                .toList();
    }

    /// Finds all sessions below these folders, each of which may be a configuration folder, its `projects`, or one
    /// folder of transcripts.
    static void find(List<Path> roots, Consumer<SessionFiles> found) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                folders.addAll(projectFolders(root.toRealPath()));
            }
        }
        for (Path folder : folders) {
            findIn(folder, found);
        }
    }

    private static List<Path> projectFolders(Path root) throws IOException {
        Path projects = root.resolve("projects");
        boolean isConfiguration = Files.isDirectory(projects);
        try (Stream<Path> children = Files.list(isConfiguration ? projects : root)) {
            List<Path> found = children.sorted().toList();
            boolean isTranscripts = !isConfiguration && found.stream().anyMatch(TranscriptFolders::isTranscript);
            return isTranscripts
                    ? List.of(root)
                    : found.stream().filter(Files::isDirectory).toList();
        }
    }

    private static void findIn(Path folder, Consumer<SessionFiles> found) throws IOException {
        Map<String, List<SourceFile>> bySession = new TreeMap<>();
        for (SourceFile file : filesIn(folder)) {
            Optional<String> session = sessionOf(folder.relativize(file.path()), file.path());
            if (session.isPresent()) {
                bySession.computeIfAbsent(session.get(), _ -> new ArrayList<>()).add(file);
            }
        }
        bySession.forEach((session, files) -> {
            files.sort((a, b) -> compare(folder, a, b));
            found.accept(new SessionFiles(
                    folder + "/" + session,
                    nameOf(folder),
                    new SessionFiles.Beginning(() -> begin(files.getFirst())),
                    files));
        });
    }

    /// The session's own file first.
    private static int compare(Path folder, SourceFile a, SourceFile b) {
        int byKind =
                Boolean.compare(isSubagents(folder.relativize(a.path())), isSubagents(folder.relativize(b.path())));
        return byKind != 0 ? byKind : a.path().compareTo(b.path());
    }

    private static List<SourceFile> filesIn(Path folder) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes found) throws IOException {
                if (nameOf(path).endsWith(ENDING)) {
                    boolean isLink = found.isSymbolicLink();
                    BasicFileAttributes file = isLink && Files.exists(path)
                            ? Files.readAttributes(path, BasicFileAttributes.class)
                            : found;
                    if (file.isRegularFile()) {
                        files.add(new SourceFile(
                                path, file.size(), file.lastModifiedTime().toMillis()));
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /// A session's own file is named after it; others say in their lines whose they are.
    private static Optional<String> sessionOf(Path relative, Path file) {
        if (relative.getNameCount() > 1) {
            boolean subagents = isSubagents(relative);
            return subagents ? Optional.of(relative.getName(0).toString()) : Optional.empty();
        }
        String name = nameOf(relative);
        String base = name.substring(0, name.length() - ENDING.length());
        return Optional.of(
                UUID.matcher(base).matches()
                        ? base
                        : first("\"sessionId\"", SESSION, file).orElse(base));
    }

    private static boolean isSubagents(Path relative) {
        boolean isBelow = false;
        for (int i = 0; i < relative.getNameCount() - 1; i++) {
            isBelow |= relative.getName(i).toString().equals("subagents");
        }
        return isBelow || nameOf(relative).startsWith("agent-");
    }

    private static boolean isTranscript(Path file) {
        return nameOf(file).endsWith(ENDING) && Files.isRegularFile(file);
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static Instant begin(SourceFile file) {
        return first("\"timestamp\"", TIME, file.path())
                .flatMap(LineTime::parse)
                .orElse(Instant.ofEpochMilli(file.modified()));
    }

    /// What comes first in the beginning of the file: nearly always in its very first bytes.
    private static Optional<String> first(String name, Pattern pattern, Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return first(name, pattern, head(channel, FIRST_HEAD))
                    .or(() -> first(name, pattern, head(channel, LAST_HEAD)));
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty(); // it is reported when it is read
        }
    }

    private static String head(FileChannel channel, int size) {
        try {
            ByteBuffer head = ByteBuffer.allocate(size);
            int read = channel.read(head, 0);
            // A character for each byte: what is looked for is ASCII, and decoding takes longer than looking.
            return new String(head.array(), 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> first(String name, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            if (matcher.region(at, text.length()).lookingAt()) {
                byte[] found = matcher.group(1).getBytes(StandardCharsets.ISO_8859_1);
                return Optional.of(new String(found, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
