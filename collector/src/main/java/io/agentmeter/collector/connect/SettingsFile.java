package io.agentmeter.collector.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A settings file as it is now.
///
/// @param text empty if there is no file
/// @param root the settings, an empty object if there are none
public record SettingsFile(Path path, boolean exists, String text, ObjectNode root) {
    private static final Pattern INDENT = Pattern.compile("\\{\\s*?\\r?\\n([ \\t]+)\"");

    /// @throws Refusal if there is a file that is not settings: it is never overwritten
    public static SettingsFile read(Path path) {
        if (!Files.exists(path)) {
            return new SettingsFile(path, false, "", Json.object());
        }
        try {
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            JsonNode json = text.isBlank() ? Json.object() : Json.read(text);
            if (json instanceof ObjectNode root) {
                return new SettingsFile(path, true, text, root);
            }
            throw new Refusal(path + " is not a JSON object; mend it first");
        } catch (JsonProcessingException e) {
            String at =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new Refusal(path + " is not JSON" + at + "; mend it first, it is left as it is");
        } catch (IOException e) {
            throw new Refusal(path + " cannot be read: " + e.getMessage());
        }
    }

    /// Other settings laid out like this file, so that a difference shows changes and not taste.
    String laidOut(ObjectNode settings) {
        Matcher indent = INDENT.matcher(text);
        return Json.pretty(settings, indent.find() ? indent.group(1) : "  ");
    }
}
