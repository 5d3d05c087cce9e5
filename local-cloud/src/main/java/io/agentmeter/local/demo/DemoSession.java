package io.agentmeter.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// One invented coding session: turns with requests and tool calls, a pause now and then, all from one random seed.
final class DemoSession {
    private static final List<String> TOOLS = List.of("Bash", "Edit", "Read", "Grep", "Task");

    private final String id;
    private final RandomGenerator random;
    private final DemoTeam.Person person;
    private final DemoTeam.Project project;
    private final DemoTeam.Model model;
    private final String task;
    private Instant time;
    private int number;

    DemoSession(String id, Instant start, RandomGenerator random) {
        this.id = id;
        this.time = start.truncatedTo(ChronoUnit.MILLIS);
        this.random = random;
        this.person = DemoTeam.any(DemoTeam.PEOPLE, random);
        this.project = DemoTeam.project(random);
        this.model = DemoTeam.model(random);
        this.task = DemoTeam.any(project.tasks(), random);
    }

    /// The whole session, as native events.
    List<ObjectNode> events(int turns) {
        List<ObjectNode> events = new ArrayList<>(List.of(event("session_started")));
        for (int turn = 0; turn < turns; turn++) {
            events.addAll(turn());
            pass(Duration.ofSeconds(random.nextInt(12) == 0 ? 1_500 : 20 + random.nextInt(160)));
        }
        events.add(event("session_ended"));
        return events;
    }

    /// One prompt with all that follows from it; time passes.
    List<ObjectNode> turn() {
        String turn = id + "-t" + number++;
        List<ObjectNode> events = new ArrayList<>(List.of(event("turn_started").put("turn", turn)));
        int requests = 1 + random.nextInt(6);
        for (int request = 0; request < requests; request++) {
            pass(Duration.ofMillis(1_500 + random.nextInt(9_000)));
            events.add(request(turn));
            if (random.nextInt(3) > 0) {
                events.add(event("tool_used")
                        .put("turn", turn)
                        .put("tool", DemoTeam.any(TOOLS, random))
                        .put("success", random.nextInt(15) > 0));
            }
        }
        if (random.nextInt(60) == 0) {
            events.add(event("rate_limited").put("turn", turn).put("reason", "rate_limit"));
        }
        events.add(event("turn_ended").put("turn", turn));
        return events;
    }

    private ObjectNode request(String turn) {
        DemoTeam.Model used = random.nextInt(8) == 0 ? DemoTeam.model(random) : model;
        ObjectNode request = event("model_request").put("turn", turn);
        request.put("model", used.name());
        request.put("lane", "api");
        request.put("durationMs", 900 + random.nextInt(14_000));
        ObjectNode tokens = request.putObject("tokens");
        tokens.put("freshInput", DemoTeam.around(used.usual().freshInput(), random));
        tokens.put("cacheRead", DemoTeam.around(used.usual().cacheRead(), random));
        tokens.put("cacheWrite", DemoTeam.around(used.usual().cacheWrite(), random));
        tokens.put("output", DemoTeam.around(used.usual().output(), random));
        return request;
    }

    private ObjectNode event(String kind) {
        ObjectNode event = Json.object();
        event.put("id", id + "-" + number++);
        event.put("kind", kind);
        event.put("time", time.toString());
        event.put("agent", person.agent());
        event.put("session", id);
        event.put("project", project.name());
        event.put("user", person.name());
        event.put("team", person.team());
        event.put("task", task);
        event.put("machine", person.machine());
        return event;
    }

    private void pass(Duration duration) {
        time = time.plus(duration);
    }

    /// Goes on at another moment; a live session does so for every turn.
    void continueAt(Instant moment) {
        time = moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
