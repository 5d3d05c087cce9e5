package io.agentmeter.collector.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.PrivateFile;
import io.agentmeter.collector.Surroundings;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an endpoint has already been sent: per session, a mark of each of its files. Losing this file costs time and
/// nothing else, because every report is idempotent.
final class BackfillState {
    private static final Duration BETWEEN_SAVES = Duration.ofSeconds(1);

    private final Path file;
    private final Surroundings surroundings;
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private Instant lastSave = Instant.EPOCH;
    private boolean unsaved;

    /// @param since events before it were left out
    private record Sent(Instant since, List<FileMark> files) {}

    private BackfillState(Path file, Surroundings surroundings) {
        this.file = file;
        this.surroundings = surroundings;
    }

    static BackfillState of(Surroundings surroundings, String url) throws IOException {
        String endpoint = new EventId(Kind.SESSION_STARTED, url).key();
        BackfillState state =
                new BackfillState(surroundings.state().resolve("backfill-" + endpoint + ".json"), surroundings);
        state.read();
        return state;
    }

    private void read() throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            JsonNode sessions = Json.read(Files.readAllBytes(file)).path("sessions");
            sessions.properties().forEach(session -> sent.put(session.getKey(), sent(session.getValue())));
        } catch (JsonProcessingException | DateTimeException _) {
            sent.clear(); // half a file is no file
        }
    }

    private static Sent sent(JsonNode json) {
        List<FileMark> files = new ArrayList<>();
        json.path("files").forEach(file -> files.add(FileMark.of(file)));
        return new Sent(Instant.parse(json.path("since").asText(Instant.EPOCH.toString())), files);
    }

    /// Whether all of this session's events since then were sent, and its files are what they were.
    boolean has(SessionFiles session, Instant since) {
        List<FileMark> known = known(session, since);
        return known.size() == session.files().size()
                && session.files().stream().allMatch(file -> known.stream().anyMatch(mark -> mark.isUnchanged(file)));
    }

    /// What there is to do for a session. A file that was only added to since then is news from its old end on; one
    /// that was rewritten or cut is news as a whole.
    SessionJob job(SessionFiles session, Instant since) {
        List<FileMark> known = known(session, since);
        return new SessionJob(
                session,
                session.files().stream()
                        .map(file -> known.stream()
                                .filter(mark -> mark.isBeginningOf(file))
                                .mapToLong(FileMark::size)
                                .max()
                                .orElse(0L))
                        .toList());
    }

    private List<FileMark> known(SessionFiles session, Instant since) {
        Sent known = sent.get(session.key());
        return known == null || known.since().isAfter(since) ? List.of() : known.files();
    }

    /// Remembers a session, in the file too, but not more often than once a second.
    void add(SessionFiles session, Instant since) throws IOException {
        sent.put(
                session.key(),
                new Sent(since, session.files().stream().map(FileMark::of).toList()));
        unsaved = true;
        if (Duration.between(lastSave, surroundings.clock().instant()).compareTo(BETWEEN_SAVES) >= 0) {
            save();
        }
    }

    void save() throws IOException {
        if (!unsaved) {
            return;
        }
        ObjectNode json = Json.object();
        ObjectNode sessions = json.putObject("sessions");
        for (Map.Entry<String, Sent> entry : sent.entrySet()) {
            ObjectNode session = sessions.putObject(entry.getKey());
            session.put("since", entry.getValue().since().toString());
            ArrayNode files = session.putArray("files");
            entry.getValue().files().forEach(file -> file.write(files.addArray()));
        }
        PrivateFile.write(file, json.toString().getBytes(StandardCharsets.UTF_8));
        lastSave = surroundings.clock().instant();
        unsaved = false;
    }
}
