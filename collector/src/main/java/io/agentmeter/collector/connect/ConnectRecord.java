package io.agentmeter.collector.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.PrivateFile;
import io.agentmeter.collector.Refusal;
import io.agentmeter.collector.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What connecting did to which settings files, so that it can be undone exactly. Holds the token, so only its
/// owner may read it.
final class ConnectRecord {
    /// @param created whether there was no file before
    record Entry(boolean created, List<Change> changes) {}

    private final Path file;
    private final ObjectNode root;

    private ConnectRecord(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    static ConnectRecord read(Surroundings surroundings) throws IOException {
        Path file = surroundings.state().resolve("connect.json");
        if (!Files.isRegularFile(file)) {
            return new ConnectRecord(file, Json.object());
        }
        try {
            if (Json.read(Files.readAllBytes(file)) instanceof ObjectNode root) {
                return new ConnectRecord(file, root);
            }
        } catch (JsonProcessingException _) {
            // said below
        }
        throw new Refusal(file + " is damaged; remove it (what was connected can then not be undone)");
    }

    Optional<Entry> of(Path settings) {
        JsonNode entry = root.get(settings.toString());
        if (entry == null) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        entry.path("changes").forEach(change -> changes.add(change(change)));
        return Optional.of(new Entry(entry.path("created").asBoolean(), List.copyOf(changes)));
    }

    boolean isEmpty() {
        return root.isEmpty();
    }

    void put(Path settings, Entry entry) throws IOException {
        ObjectNode json = root.putObject(settings.toString()).put("created", entry.created());
        ArrayNode changes = json.putArray("changes");
        entry.changes().forEach(change -> write(changes.addObject(), change));
        save();
    }

    void remove(Path settings) throws IOException {
        root.remove(settings.toString());
        save();
    }

    private void save() throws IOException {
        if (root.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            PrivateFile.write(file, Json.pretty(root, "  ").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(ObjectNode json, Change change) {
        change.at().forEach(json.putArray("at")::add);
        switch (change) {
            case Change.Value value -> {
                json.put("kind", "value");
                if (value.value() != null) {
                    json.set("value", value.value());
                }
                if (value.before() != null) {
                    json.set("before", value.before());
                }
            }
            case Change.Element element -> json.put("kind", "element").set("added", element.added());
            case Change.Container container -> json.put("kind", "container").put("list", container.isList());
        }
    }

    private static Change change(JsonNode json) {
        List<String> at = new ArrayList<>();
        json.path("at").forEach(name -> at.add(name.asText()));
        return switch (json.path("kind").asText()) {
            case "value" -> new Change.Value(at, json.get("value"), json.get("before"));
            case "element" -> new Change.Element(at, json.path("added"));
            default -> new Change.Container(at, json.path("list").asBoolean());
        };
    }
}
