package io.agentmeter.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/// One trap: what is sent, and what must be counted. `contracts/corpus/README.md` says what the files hold.
///
/// @param name of its folder
/// @param expected what its author worked out without this code
public record CorpusCase(
        String name, Path folder, String title, ZoneId zone, List<Delivery> deliveries, JsonNode expected) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public CorpusCase {
        deliveries = List.copyOf(deliveries);
    }

    /// All cases in a folder, by name.
    public static List<CorpusCase> all(Path corpus) {
        try (Stream<Path> folders = Files.list(corpus)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(CorpusCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CorpusCase read(Path folder) {
        JsonNode described = json(folder.resolve("case.json"));
        List<Delivery> deliveries = described
                .path("deliveries")
                .valueStream()
                .map(delivery -> Delivery.of(delivery, folder))
                .toList();
        return new CorpusCase(
                folder.getFileName().toString(),
                folder,
                described.path("title").asText(),
                ZoneId.of(described.path("zone").asText()),
                deliveries,
                json(folder.resolve("expected.json")));
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
