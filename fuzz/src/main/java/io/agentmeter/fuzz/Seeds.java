package io.agentmeter.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Good input to begin from: the samples, the corpus of hard cases and the price files of this repository.
final class Seeds {
    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private Seeds() {}

    static List<byte[]> contracts(Predicate<String> wanted) {
        return below("contracts", wanted);
    }

    static List<byte[]> prices() {
        return below("shared-model/src/main/resources/io/agentmeter/pricing", name -> name.endsWith(".json"));
    }

    private static List<byte[]> below(String folder, Predicate<String> wanted) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(ROOT.relativize(file).toString()))
                    .sorted()
                    .map(Seeds::bytes)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root(Path folder) {
        for (Path candidate = folder; candidate != null; candidate = candidate.getParent()) {
            if (Files.isDirectory(candidate.resolve("contracts/corpus"))) {
                return candidate;
            }
        }
        throw new IllegalStateException("No repository around " + folder);
    }
}
