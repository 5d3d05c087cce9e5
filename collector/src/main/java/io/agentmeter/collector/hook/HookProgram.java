package io.agentmeter.collector.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.Verdict;
import io.agentmeter.collector.ExitCode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.Refusal;
import io.agentmeter.collector.Surroundings;
import io.agentmeter.collector.connection.Connection;
import io.agentmeter.collector.connection.ConnectionOptions;
import io.agentmeter.collector.connection.QuickClient;
import io.agentmeter.hook.HookAgent;
import io.agentmeter.hook.HookCall;
import io.agentmeter.hook.HookMoment;
import io.agentmeter.hook.HookReader;
import io.agentmeter.hook.HookWords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// `agentmeter hook AGENT`: reads the agent's payload, asks the server and prints its answer. Every agent blocks on
/// JSON in an output that ended well, and only some on other exit codes, so it always ends with 0. What goes wrong is
/// said on the error stream and never stops an agent, unless a limit that is known, or a fail mode, says so.
public final class HookProgram {
    private static final String NOTHING = "{}";
    /// An agent's payload can hold a whole file; more than this nobody reads.
    private static final int LONGEST_PAYLOAD = 16 * 1024 * 1024;

    private static final List<String> MESSAGES = List.of("reason", "stopReason", "systemMessage");

    private final Surroundings surroundings;
    private final HookArguments arguments;

    private HookProgram(Surroundings surroundings, HookArguments arguments) {
        this.surroundings = surroundings;
        this.arguments = arguments;
    }

    public static int run(Surroundings surroundings, List<String> arguments) {
        HookArguments read = HookArguments.read(arguments);
        read.problems().forEach(problem -> surroundings.say(surroundings.err(), problem));
        surroundings.out().println(new HookProgram(surroundings, read).answer());
        surroundings.out().flush();
        return ExitCode.DONE;
    }

    private String answer() {
        long deadline = System.nanoTime() + arguments.limit().toNanos();
        Optional<HookAgent> agent = arguments.agent();
        if (agent.isEmpty()) {
            return NOTHING;
        }
        Optional<byte[]> payload = within(deadline, () -> surroundings.in().readNBytes(LONGEST_PAYLOAD));
        Optional<HookCall> call = payload.flatMap(body -> HookReader.read(agent.get(), body));
        if (payload.isEmpty() || call.isEmpty()) {
            surroundings.say(surroundings.err(), "there was no JSON object to read");
            return NOTHING;
        }
        Optional<Connection> connection = connection();
        KnownVerdicts known = new KnownVerdicts(
                surroundings.state().resolve("hook"),
                connection.map(Connection::url).orElse(""));
        return connection
                .flatMap(server -> within(deadline, () -> ask(server, call.get(), payload.get(), known)))
                .orElseGet(() -> offline(call.get(), known));
    }

    private Optional<Connection> connection() {
        try {
            return Optional.of(ConnectionOptions.known(surroundings));
        } catch (Refusal unknown) {
            surroundings.say(surroundings.err(), unknown.reason());
            return Optional.empty();
        }
    }

    private String ask(Connection connection, HookCall call, byte[] payload, KnownVerdicts known) throws IOException {
        QuickClient.Answer answer = new QuickClient(connection, arguments.limit())
                .post("/v1/hooks/" + call.agent().label(), HookContent.stripped(payload, call));
        Optional<JsonNode> words = answer.isGood() ? object(answer.body()) : Optional.empty();
        if (words.isEmpty()) {
            throw new IOException("the server answered " + answer.status());
        }
        Optional<Verdict> verdict = answer.verdict().flatMap(HookProgram::verdict);
        if (verdict.isPresent() && tellsWhetherToGoOn(call.moment())) {
            FailMode mode = answer.unavailable().flatMap(FailMode::ofLabel).orElse(FailMode.ALLOW);
            remember(known, call, new KnownVerdict(verdict.get(), mode, message(words.get()), now()));
        }
        return words.get().toString();
    }

    /// At the other moments nothing is decided, or something that does not hold for a prompt: the end of a turn is
    /// always allowed, and another model may be refused where the present one is not.
    private static boolean tellsWhetherToGoOn(HookMoment moment) {
        return moment.startsCall() || moment == HookMoment.EXPANSION;
    }

    private Instant now() {
        return surroundings.clock().instant();
    }

    private void remember(KnownVerdicts known, HookCall call, KnownVerdict verdict) {
        try {
            known.remember(call, verdict);
        } catch (IOException unwritable) {
            surroundings.say(surroundings.err(), "the verdict could not be kept: " + unwritable.getMessage());
        }
    }

    private String offline(HookCall call, KnownVerdicts known) {
        Optional<KnownVerdict> last = known.find(call);
        Verdict verdict = last.map(found -> found.offline(now())).orElse(Verdict.ALLOW);
        if (last.isEmpty() && arguments.failClosed()) {
            verdict = Verdict.PAUSE;
        }
        String said =
                last.map(KnownVerdict::message).filter(text -> !text.isEmpty()).orElse("");
        String message = "AgentMeter does not answer, and "
                + (said.isEmpty() ? "work may not go on without it." : "this was its last word: " + said);
        return HookWords.of(call, verdict, message, false);
    }

    /// Empty if it failed or took too long. What still runs then runs in a thread that holds nobody up.
    private <T> Optional<T> within(long deadline, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        try {
            return Optional.of(task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (ExecutionException failed) {
            surroundings.say(surroundings.err(), String.valueOf(failed.getCause()));
        } catch (TimeoutException late) {
            surroundings.say(surroundings.err(), "no answer within " + text(arguments.limit()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static String text(Duration limit) {
        return limit.toMillis() + " ms";
    }

    private static Optional<Verdict> verdict(String label) {
        return Stream.of(Verdict.values())
                .filter(verdict -> verdict.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static Optional<JsonNode> object(String body) {
        try {
            return Optional.of(Json.read(body.isBlank() ? NOTHING : body)).filter(JsonNode::isObject);
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static String message(JsonNode words) {
        return MESSAGES.stream()
                .map(name -> words.findPath(name).asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> words.findPath("permissionDecisionReason").asText());
    }
}
