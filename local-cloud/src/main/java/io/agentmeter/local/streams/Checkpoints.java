package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.AtomicFile;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The positions of one event source mapping in its stream's shards, kept in a file that survives a kill.
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private record Position(Optional<String> sequenceNumber, boolean finished) {}

    private final AtomicFile file;
    private final String streamArn;
    private final Map<String, Position> shards = new HashMap<>();

    private Checkpoints(Path path, String streamArn) {
        this.file = new AtomicFile(path);
        this.streamArn = streamArn;
    }

    /// Reads the file if it belongs to this stream. An absent, foreign or broken file means starting from the
    /// oldest record, which
    /// repeats records and loses none.
    static Checkpoints open(Path path, String streamArn) {
        Checkpoints checkpoints = new Checkpoints(path, streamArn);
        if (Files.exists(path)) {
            try {
                checkpoints.load(Json.read(Files.readAllBytes(path)));
            } catch (IOException unreadable) {
                LOG.warn("{} is unreadable; reading its stream from the oldest record", path);
            }
        }
        return checkpoints;
    }

    private void load(JsonNode text) {
        if (!text.path("stream").asText().equals(streamArn)) {
            return;
        }
        for (Map.Entry<String, JsonNode> shard : text.path("shards").properties()) {
            Optional<String> sequenceNumber =
                    Optional.ofNullable(shard.getValue().path("after").textValue());
            boolean finished = shard.getValue().path("finished").asBoolean(false);
            shards.put(shard.getKey(), new Position(sequenceNumber, finished));
        }
    }

    /// The last processed record of a shard.
    synchronized Optional<String> after(String shard) {
        return Optional.ofNullable(shards.get(shard)).flatMap(Position::sequenceNumber);
    }

    synchronized boolean isFinished(String shard) {
        Position position = shards.get(shard);
        return position != null && position.finished();
    }

    synchronized void advance(String shard, String sequenceNumber) {
        shards.put(shard, new Position(Optional.of(sequenceNumber), isFinished(shard)));
        save();
    }

    synchronized void finish(String shard) {
        shards.put(shard, new Position(after(shard), true));
        save();
    }

    /// Drops what is known about shards that no longer exist.
    synchronized void keepOnly(Set<String> existing) {
        if (shards.keySet().retainAll(existing)) {
            save();
        }
    }

    private void save() {
        ObjectNode text = Json.object();
        text.put("stream", streamArn);
        ObjectNode all = text.putObject("shards");
        shards.forEach((shard, position) -> {
            ObjectNode node = all.putObject(shard);
            position.sequenceNumber().ifPresent(number -> node.put("after", number));
            node.put("finished", position.finished());
        });
        try {
            file.write(Json.bytes(text));
        } catch (IOException failed) {
            // Going on is safe: an old position only means that more records are delivered again after a restart.
            LOG.error("a stream position could not be written", failed);
        }
    }
}
