package io.agentmeter.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;

/// One thing that arrives, at the time it arrives.
public sealed interface Delivery {
    Instant at();

    /// A body that an agent posts.
    ///
    /// @param contentType as in the header; JSON unless the case says otherwise
    /// @param contentEncoding as in the header; empty if there is none
    record Post(String route, Path file, String contentType, String contentEncoding, Instant at) implements Delivery {}

    /// A run of the collector over the transcripts of one machine.
    record Backfill(Path machine, Instant at) implements Delivery {}

    static Delivery of(JsonNode json, Path folder) {
        Instant at = Instant.parse(json.path("at").asText());
        if (json.has("backfill")) {
            return new Backfill(folder.resolve(json.path("backfill").asText()), at);
        }
        return new Post(
                json.path("post").asText(),
                folder.resolve(json.path("file").asText()),
                json.path("contentType").asText("application/json"),
                json.path("contentEncoding").asText(""),
                at);
    }
}
