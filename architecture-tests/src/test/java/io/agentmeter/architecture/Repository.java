package io.agentmeter.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checked-out files. Found upwards from wherever the tests are started.
final class Repository {
    private static final Path ROOT = findRoot(Path.of("").toAbsolutePath());

    private Repository() {}

    static Path root() {
        return ROOT;
    }

    static String text(String path) {
        return read(ROOT.resolve(path));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Files below a folder whose name ends as given; none if the folder is absent.
    static List<Path> filesBelow(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findRoot(Path folder) {
        for (Path candidate = folder; candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate.resolve("architecture-tests/pom.xml"))) {
                return candidate;
            }
        }
        throw new IllegalStateException("No repository around " + folder);
    }
}
