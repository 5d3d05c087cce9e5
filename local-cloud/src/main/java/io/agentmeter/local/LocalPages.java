package io.agentmeter.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.http.HttpAnswer;
import io.agentmeter.local.streams.FailureDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pages that only a local cloud has.
final class LocalPages {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPages.class);

    private LocalPages() {}

    static Map<String, Supplier<HttpAnswer>> all(
            LocalInbox inbox, FailureDestination failures, Supplier<Connection> connection) {
        return Map.of(
                "/local/inbox", () -> inbox(inbox),
                "/local/failures", () -> failures(failures),
                "/local/session", () -> session(connection.get()));
    }

    private static HttpAnswer inbox(LocalInbox inbox) {
        ObjectNode body = Json.object();
        body.putArray("messages").addAll(inbox.messages());
        return HttpAnswer.json(200, body);
    }

    private static HttpAnswer failures(FailureDestination failures) {
        ObjectNode body = Json.object();
        body.putArray("failures");
        for (Path file : failures.kept()) {
            try {
                body.withArray("failures").add(Json.read(Files.readAllBytes(file)));
            } catch (IOException unreadable) {
                LOG.warn("{} cannot be read", file);
            }
        }
        return HttpAnswer.json(200, body);
    }

    private static HttpAnswer session(Connection connection) {
        ObjectNode body = Json.object();
        body.put("readToken", connection.readToken());
        body.put("ingestToken", connection.ingestToken());
        body.put("url", connection.url());
        return HttpAnswer.json(200, body);
    }
}
