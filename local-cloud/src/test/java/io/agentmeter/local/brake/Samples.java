package io.agentmeter.local.brake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/// Payloads that the agents' own programs sent, from `contracts/samples`.
final class Samples {
    private static final Path FOLDER = Path.of("..", "contracts", "samples");

    private Samples() {}

    static ObjectNode json(String name) {
        return parse(read(name));
    }

    /// The first line that is so.
    static ObjectNode line(String name, Predicate<JsonNode> wanted) {
        return read(name)
                .lines()
                .map(Samples::parse)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such line in " + name));
    }

    private static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static ObjectNode parse(String text) {
        try {
            return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
