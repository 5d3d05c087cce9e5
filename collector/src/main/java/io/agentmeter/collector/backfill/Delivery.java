package io.agentmeter.collector.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.connection.AgentMeterClient;
import io.agentmeter.collector.connection.Unreachable;
import io.agentmeter.event.UsageEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Sends sessions in batches and says which of them have arrived whole.
final class Delivery {
    /// Events in one POST: half of what the endpoint takes.
    static final int BATCH = 500;

    private static final int MOST_REJECTIONS = 20;

    /// What becomes of sessions once the server has all of their events.
    interface Arrival {
        void arrived(SessionFiles session) throws IOException;
    }

    /// What the server said, added up.
    static final class Counts {
        long sent;
        long accepted;
        long merged;
        long duplicate;
        long rejected;
        final List<String> rejections = new ArrayList<>();
    }

    private final AgentMeterClient client;
    private final Instant since;
    private final Arrival arrival;
    private final Counts counts = new Counts();
    private final List<UsageEvent> waiting = new ArrayList<>();
    private final List<SessionFiles> complete = new ArrayList<>();

    /// @param since events before it are left out
    Delivery(AgentMeterClient client, Instant since, Arrival arrival) {
        this.client = client;
        this.since = since;
        this.arrival = arrival;
    }

    Counts counts() {
        return counts;
    }

    void add(SessionRead read) throws IOException {
        for (UsageEvent event : read.content().events()) {
            if (event.time().isBefore(since)) {
                continue;
            }
            waiting.add(event);
            if (waiting.size() == BATCH) {
                flush();
            }
        }
        complete.add(read.session());
        if (waiting.isEmpty()) {
            flush();
        }
    }

    /// Sends what waits; every session added until now has then arrived.
    void flush() throws IOException {
        if (!waiting.isEmpty()) {
            send(List.copyOf(waiting));
            waiting.clear();
        }
        for (SessionFiles session : complete) {
            arrival.arrived(session);
        }
        complete.clear();
    }

    private void send(List<UsageEvent> events) {
        AgentMeterClient.Answer answer = client.post("/v1/events", NativeEvents.body(events));
        if (answer.status() == 413 && events.size() > 1) {
            int half = events.size() / 2;
            send(events.subList(0, half));
            send(events.subList(half, events.size()));
            return;
        }
        counts.sent += events.size();
        if (answer.status() == 413) {
            reject(events.getFirst().id().text(), "too large");
            return;
        }
        read(answer);
    }

    private void read(AgentMeterClient.Answer answer) {
        JsonNode json;
        try {
            json = Json.read(answer.body());
        } catch (JsonProcessingException e) {
            throw new Unreachable("the endpoint answers " + answer.status() + " with something else than JSON");
        }
        if (!json.has("accepted")) {
            throw new Unreachable("the endpoint refuses the reports: "
                    + json.path("error").path("message").asText("status " + answer.status()));
        }
        counts.accepted += json.path("accepted").asLong();
        counts.merged += json.path("merged").asLong();
        counts.duplicate += json.path("duplicate").asLong();
        for (JsonNode rejected : json.path("rejected")) {
            reject(
                    rejected.path("id").asText("an event without id"),
                    rejected.path("field").asText() + " "
                            + rejected.path("reason").asText());
        }
    }

    private void reject(String id, String reason) {
        counts.rejected++;
        if (counts.rejections.size() < MOST_REJECTIONS) {
            counts.rejections.add(id + ": " + reason);
        }
    }
}
