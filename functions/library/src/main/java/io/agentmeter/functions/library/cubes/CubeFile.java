package io.agentmeter.functions.library.cubes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/// A day's cube as it was written.
public record CubeFile(String text, ObjectNode json) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERSION = "version";

    /// What a file says of itself rather than of its day.
    private static final List<String> ABOUT_THE_FILE = List.of("final", "generatedAt", VERSION, "earlierVersions");

    /// @throws IllegalStateException if the text is no cube
    public static CubeFile of(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json instanceof ObjectNode object) {
                return new CubeFile(text, object);
            }
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a cube's file is damaged", damaged);
        }
        throw new IllegalStateException("a cube's file is no JSON object");
    }

    /// The version of a final cube; empty while the day may still change.
    public OptionalInt version() {
        JsonNode version = json.path(VERSION);
        return version.isInt() ? OptionalInt.of(version.intValue()) : OptionalInt.empty();
    }

    /// The idle gap that its minutes were filled with.
    public int idleGapMinutes(int whenUnknown) {
        return json.path("idleGapMinutes").asInt(whenUnknown);
    }

    /// Whether a cube says the same of the day.
    public boolean saysTheSameAs(ObjectNode cube) {
        return ofTheDay(json).equals(ofTheDay(cube));
    }

    // Numbers written as int or long are the same once they are text.
    private static JsonNode ofTheDay(ObjectNode cube) {
        try {
            return JSON.readTree(cube.deepCopy().without(ABOUT_THE_FILE).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was just written can be read", e);
        }
    }
}
