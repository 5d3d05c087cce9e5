package io.agentmeter.collector.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.connection.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Claude Code's settings must hold: `contracts/claude-code-settings.json`, filled in.
public record SettingsTemplate(ObjectNode settings) {
    public static final String VARIABLES = "env";
    public static final String HOOKS = "hooks";
    public static final String STATUS_LINE = "statusLine";
    /// The hooks that can stop something: a prompt, and a running turn before its next model call.
    public static final List<String> BRAKES = List.of("UserPromptSubmit", "PostToolBatch");

    private static final String RESOURCE = "claude-code-settings.json";
    private static final String ON_FAILURE = "onFailure";

    public static SettingsTemplate of(Connection connection) {
        try (InputStream stream = SettingsTemplate.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the settings template is missing from the jar");
            }
            String filled = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{endpoint}}", connection.url())
                    .replace("{{token}}", connection.token());
            return new SettingsTemplate((ObjectNode) Json.read(filled));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the settings template is not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same, with the hooks that can stop something made to do so when the endpoint does not answer.
    public SettingsTemplate failingClosed() {
        ObjectNode closed = settings.deepCopy();
        for (String event : BRAKES) {
            for (JsonNode group : closed.path(HOOKS).path(event)) {
                for (JsonNode hook : group.path(HOOKS)) {
                    ((ObjectNode) hook).put(ON_FAILURE, "block");
                }
            }
        }
        return new SettingsTemplate(closed);
    }

    /// The same, with a status line.
    ///
    /// @param command as the shell takes it
    public SettingsTemplate withStatusLine(String command) {
        ObjectNode more = settings.deepCopy();
        more.putObject(STATUS_LINE).put("type", "command").put("command", command);
        return new SettingsTemplate(more);
    }

    /// The command of a program's status line, quoted where the shell would take its path apart.
    static String statusLineOf(String program) {
        boolean isPlain = program.matches("[A-Za-z0-9/._-]+");
        return (isPlain ? program : "'" + program.replace("'", "'\\''") + "'") + " statusline";
    }

    public Optional<JsonNode> statusLine() {
        return Optional.ofNullable(settings.get(STATUS_LINE));
    }

    /// Whether a hook blocks when its endpoint does not answer.
    public static boolean failsClosed(JsonNode hook) {
        return hook.path(ON_FAILURE).asText().equals("block");
    }

    public JsonNode variables() {
        return settings.path(VARIABLES);
    }

    public JsonNode hooks() {
        return settings.path(HOOKS);
    }

    /// The address that hooks call.
    public String hookUrl() {
        return settings.findPath("url").asText();
    }

    /// The variable that hooks take the token from.
    public String tokenVariable() {
        return settings.findPath("allowedEnvVars").path(0).asText();
    }

    /// Whether a list of URL patterns with `*` has one that fits.
    public static boolean allows(JsonNode patterns, String url) {
        for (JsonNode pattern : patterns) {
            String expression = Pattern.quote(pattern.asText()).replace("*", "\\E.*\\Q");
            if (url.matches(expression)) {
                return true;
            }
        }
        return false;
    }
}
