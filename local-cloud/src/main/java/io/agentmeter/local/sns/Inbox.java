package io.agentmeter.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything the topic delivered, newest last, kept in a file. Only the newest few hundred are remembered.
public final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int MOST = 500;

    private final Path file;
    private final Clock clock;
    private final Deque<JsonNode> messages = new ArrayDeque<>();

    private Inbox(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    public static Inbox open(Path file, Clock clock) throws IOException {
        Inbox inbox = new Inbox(file, clock);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                inbox.load(line);
            }
            Files.write(file, inbox.lines(), StandardCharsets.UTF_8);
        }
        return inbox;
    }

    private void load(String line) {
        try {
            remember(Json.read(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException cutOff) {
            LOG.warn("the inbox holds a line that was cut off; it is left out");
        }
    }

    /// @param channel `email` or `sms`
    /// @throws IOException if the message could not be kept; it then counts as not delivered
    synchronized void add(String channel, String to, String subject, String text) throws IOException {
        ObjectNode message = Json.object();
        message.put("at", clock.instant().toString());
        message.put("channel", channel);
        message.put("to", to);
        message.put("subject", subject);
        message.put("text", text);
        Files.write(
                file,
                (message + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        remember(message);
    }

    /// Oldest first.
    public synchronized List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    private void remember(JsonNode message) {
        messages.addLast(message);
        if (messages.size() > MOST) {
            messages.removeFirst();
        }
    }

    private List<String> lines() {
        return messages.stream().map(JsonNode::toString).toList();
    }
}
