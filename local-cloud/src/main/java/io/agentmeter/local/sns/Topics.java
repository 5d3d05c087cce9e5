package io.agentmeter.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.AtomicFile;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The topics and who subscribed to them, kept in a file.
final class Topics {
    private static final String PREFIX = "arn:aws:sns:us-east-1:000000000000:";

    private final Path path;
    private final Set<String> topics = new LinkedHashSet<>();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

    private Topics(Path path) {
        this.path = path;
    }

    static Topics open(Path path) throws IOException {
        Topics opened = new Topics(path);
        if (Files.exists(path)) {
            JsonNode text = Json.read(Files.readAllBytes(path));
            text.path("topics").forEach(topic -> opened.topics.add(topic.asText()));
            text.path("subscriptions").forEach(node -> {
                Subscription subscription = Subscription.fromJson(node);
                opened.subscriptions.put(subscription.arn(), subscription);
            });
        }
        return opened;
    }

    /// The ARN of a topic, created if absent.
    synchronized String create(String name) throws TopicFault {
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw TopicFault.invalid("Topic Name");
        }
        if (topics.add(PREFIX + name)) {
            save();
        }
        return PREFIX + name;
    }

    synchronized String existing(String arn) throws TopicFault {
        if (!topics.contains(arn)) {
            throw TopicFault.notFound("Topic");
        }
        return arn;
    }

    synchronized void put(Subscription subscription) {
        subscriptions.put(subscription.arn(), subscription);
        save();
    }

    synchronized void remove(String arn) {
        if (subscriptions.remove(arn) != null) {
            save();
        }
    }

    synchronized Optional<Subscription> find(String topicArn, String protocol, String endpoint) {
        return of(topicArn).stream()
                .filter(known ->
                        known.protocol().equals(protocol) && known.endpoint().equals(endpoint))
                .findFirst();
    }

    synchronized List<Subscription> of(String topicArn) {
        return subscriptions.values().stream()
                .filter(subscription -> subscription.topicArn().equals(topicArn))
                .toList();
    }

    synchronized List<Subscription> all() {
        return List.copyOf(subscriptions.values());
    }

    private void save() {
        ObjectNode text = Json.object();
        topics.forEach(text.putArray("topics")::add);
        subscriptions
                .values()
                .forEach(subscription -> text.withArray("subscriptions").add(subscription.toJson()));
        try {
            new AtomicFile(path).write(Json.bytes(text));
        } catch (IOException failed) {
            throw new UncheckedIOException("the topics could not be written", failed);
        }
    }
}
