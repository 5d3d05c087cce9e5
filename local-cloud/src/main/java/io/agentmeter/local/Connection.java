package io.agentmeter.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.AtomicFile;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How to reach a local cloud: its address and one token per scope. Kept in a file that only its owner may read, so
/// that tools on
/// this machine find it and the tokens in somebody's settings stay valid over a restart.
public record Connection(String url, String ingestToken, String readToken, String adminToken) {
    /// What was written last time; a token that is missing there is empty.
    static Optional<Connection> read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        JsonNode json = Json.read(Files.readAllBytes(path));
        return Optional.of(new Connection(
                json.path("url").asText(),
                json.path("ingestToken").asText(),
                json.path("readToken").asText(),
                json.path("adminToken").asText()));
    }

    void write(Path path) throws IOException {
        ObjectNode json = Json.object();
        json.put("url", url);
        json.put("ingestToken", ingestToken);
        json.put("readToken", readToken);
        json.put("adminToken", adminToken);
        new AtomicFile(path).write(Json.pretty(json).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Connection[" + url + "]";
    }
}
