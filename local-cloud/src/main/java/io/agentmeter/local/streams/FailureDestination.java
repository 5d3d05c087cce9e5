package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.AtomicFile;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where records go that were given up: the queue of the cloud, as one JSON file per batch. Unlike the cloud's message,
/// which only
/// says where in the stream to look, a file holds the keys too, because a local stream may be gone by the time somebody
/// looks.
public final class FailureDestination {
    private static final Logger LOG = LoggerFactory.getLogger(FailureDestination.class);

    private final Path folder;
    private final Clock clock;

    public FailureDestination(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    void write(String mapping, String shard, List<Delivery> batch, int attempts, String reason) throws IOException {
        ObjectNode message = Json.object();
        message.put("timestamp", clock.instant().toString());
        message.put("mapping", mapping);
        message.put("shardId", shard);
        message.put("condition", attempts < 0 ? "RecordAgeExceeded" : "RetryAttemptsExhausted");
        message.put("attempts", Math.abs(attempts));
        message.put("error", reason);
        message.put("startSequenceNumber", batch.getFirst().sequenceNumber());
        message.put("endSequenceNumber", batch.getLast().sequenceNumber());
        message.put("batchSize", batch.size());
        batch.forEach(delivery -> message.withArray("keys").add(delivery.key()));
        Path file = folder.resolve(mapping + "-" + batch.getFirst().sequenceNumber() + ".json");
        Files.createDirectories(folder);
        new AtomicFile(file).write(Json.bytes(message));
        LOG.error("{} gave up {} record(s) of {}: {}; kept in {}", mapping, batch.size(), shard, reason, file);
    }

    /// The kept batches, oldest first.
    public List<Path> kept() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
