package io.agentmeter.collector.statusline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Whose plan it is. The status line's input does not say; Claude Code keeps the login in a file of its own.
final class AccountName {
    private static final int LONGEST_FILE = 32 * 1024 * 1024;

    private AccountName() {}

    /// What was named, else the e-mail address or id of the login, else the name of the account on this machine.
    static String of(Surroundings surroundings, Optional<String> named) {
        return named.or(() -> surroundings.variable("AGENTMETER_ACCOUNT"))
                .or(() -> ofLogin(surroundings))
                .orElse(System.getProperty("user.name", "unknown"));
    }

    private static Optional<String> ofLogin(Surroundings surroundings) {
        Path folder = surroundings
                .variable("CLAUDE_CONFIG_DIR")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(surroundings.home());
        Path file = folder.resolve(".claude.json");
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
                return Optional.empty();
            }
            JsonNode login = Json.read(Files.readAllBytes(file)).path("oauthAccount");
            return Stream.of("emailAddress", "accountUuid")
                    .map(field -> login.path(field).asText(""))
                    .filter(text -> !text.isBlank() && text.length() <= 200)
                    .findFirst();
        } catch (JsonProcessingException beingWritten) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
