package io.agentmeter.collector.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.collector.ExitCode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.Refusal;
import io.agentmeter.collector.Surroundings;
import io.agentmeter.collector.connection.AgentMeterClient;
import io.agentmeter.collector.connection.AgentMeterClient.Answer;
import io.agentmeter.collector.connection.Connection;
import io.agentmeter.collector.connection.ConnectionOptions;
import io.agentmeter.collector.connection.Unreachable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `agentmeter audit`.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Recomputes days from their events and compares them with the totals and the day cubes.",
            "Ends with 1 if a difference is left. Needs a token with the scope admin."
        })
public final class AuditCommand implements Callable<Integer> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /// Longer than the server lets an audit take.
    private static final Duration PATIENCE = Duration.ofMinutes(35);

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private @Nullable Days days;

    @Option(names = "--repair", description = "bring rows that are wrong to what they should be")
    private boolean repair;

    @Option(names = "--json", description = "print the server's answer instead of a table")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private final Surroundings surroundings;

    static final class Days {
        @Option(names = "--day", paramLabel = "DAY", description = "one day, such as 2026-11-22")
        private @Nullable LocalDate day;

        @ArgGroup(exclusive = false)
        private @Nullable Span span;
    }

    static final class Span {
        @Option(names = "--from", paramLabel = "DAY", required = true, description = "the first day of several")
        private @Nullable LocalDate from;

        @Option(names = "--to", paramLabel = "DAY", required = true, description = "the last of them")
        private @Nullable LocalDate to;
    }

    public AuditCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ObjectNode order = order();
        Connection endpoint = connection.find(surroundings).connection();
        String token = endpoint.adminToken().orElse(endpoint.token());
        try (AgentMeterClient client = new AgentMeterClient(endpoint, surroundings.pause())) {
            JsonNode audit = read(checked(client.order("/v1/audits", token, order.toString())));
            audit = await(client, token, audit);
            if (!audit.path("state").asText().equals("done")) {
                throw new Refusal(
                        "the audit could not be made: " + audit.path("failure").asText("no reason was given"));
            }
            JsonNode result = audit.path("result");
            surroundings.out().print(json ? Json.pretty(audit, "  ") : AuditTable.of(audit));
            return result.path("differences").asLong() == 0 ? ExitCode.DONE : ExitCode.IN_PART;
        }
    }

    private ObjectNode order() {
        LocalDate from = null;
        LocalDate to = null;
        if (days != null && days.day != null) {
            from = days.day;
            to = days.day;
        } else if (days != null && days.span != null) {
            from = days.span.from;
            to = days.span.to;
        }
        if (from == null || to == null || to.isBefore(from)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "give --day DAY, or --from DAY and --to DAY in this order");
        }
        return Json.object()
                .put("start", from.toString())
                .put("end", to.toString())
                .put("repair", repair);
    }

    private JsonNode await(AgentMeterClient client, String token, JsonNode ordered) {
        JsonNode audit = ordered;
        String path = "/v1/audits/" + ordered.path("id").asText();
        Duration pause = FIRST_PAUSE;
        Duration waited = Duration.ZERO;
        while (isOpen(audit)) {
            if (waited.compareTo(PATIENCE) > 0) {
                throw new Refusal("the audit has not ended; look again later at " + path);
            }
            sleep(pause);
            waited = waited.plus(pause);
            pause = pause.multipliedBy(3).dividedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            audit = read(checked(client.get(path, token)));
        }
        return audit;
    }

    private static boolean isOpen(JsonNode audit) {
        String state = audit.path("state").asText();
        return state.equals("queued") || state.equals("running");
    }

    private void sleep(Duration pause) {
        try {
            surroundings.pause().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted; the audit goes on without you");
        }
    }

    private static Answer checked(Answer answer) {
        return switch (answer.status()) {
            case 200, 202 -> answer;
            case 401 ->
                throw new Unreachable("the endpoint does not know the token; an audit needs one with the scope admin");
            case 403 ->
                throw new Unreachable("the token may not audit; it needs the scope admin: give it with --token");
            default ->
                throw new Refusal("the server answers " + answer.status() + ": "
                        + read(answer).path("error").path("message").asText("no reason was given"));
        };
    }

    private static JsonNode read(Answer answer) {
        try {
            return Json.read(answer.body());
        } catch (JsonProcessingException e) {
            throw new Unreachable("the server's answer is no JSON; is this the URL of AgentMeter?");
        }
    }
}
