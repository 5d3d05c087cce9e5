package io.agentmeter.collector.statusline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.Verdict;
import io.agentmeter.collector.ExitCode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.Refusal;
import io.agentmeter.collector.Surroundings;
import io.agentmeter.collector.connection.Connection;
import io.agentmeter.collector.connection.ConnectionOptions;
import io.agentmeter.collector.connection.QuickClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes a session's line anew: tells the server what the vendor says of the plan's windows, asks for the rest, and
/// keeps the line for the next time that Claude Code asks. A server that is away costs nothing but its part of the
/// line.
final class StatusLineProgram {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    /// The same figures are told again after so long a time, so that the server knows that they still hold.
    private static final Duration TOLD_AGAIN_AFTER = Duration.ofMinutes(5);

    private static final int LONGEST_INPUT = 1024 * 1024;

    private final Surroundings surroundings;
    private final StatusFiles files;
    private final Optional<String> account;

    StatusLineProgram(Surroundings surroundings, Optional<String> account) {
        this.surroundings = surroundings;
        this.files = new StatusFiles(surroundings.state());
        this.account = account;
    }

    /// @param print whether somebody waits for the line
    int run(boolean print) throws IOException {
        StatusInput input = StatusInput.read(surroundings.in().readNBytes(LONGEST_INPUT));
        Optional<QuickClient> server = connection().map(connection -> new QuickClient(connection, LIMIT));
        Optional<QuickClient.Answer> answer = server.flatMap(client -> line(client, input));
        StatusText text = StatusText.of(
                input,
                answer.map(QuickClient.Answer::body),
                answer.flatMap(QuickClient.Answer::verdict)
                        .flatMap(StatusLineProgram::verdict)
                        .orElse(Verdict.ALLOW));
        if (print) {
            surroundings.out().println(surroundings.variable("NO_COLOR").isPresent() ? text.plain() : text.coloured());
            surroundings.out().flush();
        }
        files.write(input.session(), text, surroundings.clock().instant());
        if (server.isPresent() && !input.windows().isEmpty()) {
            tell(server.get(), input);
        }
        return ExitCode.DONE;
    }

    private Optional<Connection> connection() {
        try {
            return Optional.of(ConnectionOptions.known(surroundings));
        } catch (Refusal unknown) {
            surroundings.say(surroundings.err(), unknown.reason());
            return Optional.empty();
        }
    }

    private Optional<QuickClient.Answer> line(QuickClient server, StatusInput input) {
        try {
            String query = input.session().isEmpty() ? "" : "?session=" + input.session();
            return Optional.of(server.get("/v1/statusline" + query)).filter(QuickClient.Answer::isGood);
        } catch (IOException away) {
            surroundings.say(surroundings.err(), "the server does not answer: " + away.getMessage());
            return Optional.empty();
        }
    }

    private void tell(QuickClient server, StatusInput input) throws IOException {
        Instant now = surroundings.clock().instant();
        ObjectNode report = report(input);
        String figures = report.toString();
        Optional<Instant> toldAt = files.sent(input.session())
                .filter(sent -> sent.endsWith("\n" + figures))
                .flatMap(StatusLineProgram::time);
        if (toldAt.filter(at -> at.plus(TOLD_AGAIN_AFTER).isAfter(now)).isPresent()) {
            return;
        }
        report.put("at", now.toString());
        try {
            QuickClient.Answer answer =
                    server.post("/v1/plan-windows", report.toString().getBytes(StandardCharsets.UTF_8));
            if (answer.isGood()) {
                files.sent(input.session(), now + "\n" + figures);
            }
        } catch (IOException away) {
            surroundings.say(surroundings.err(), "the server does not answer: " + away.getMessage());
        }
    }

    private ObjectNode report(StatusInput input) {
        ObjectNode report = Json.object().put("account", AccountName.of(surroundings, account));
        if (!input.session().isEmpty()) {
            report.put("session", input.session());
        }
        ObjectNode windows = report.putObject("windows");
        input.windows().forEach((name, window) -> {
            ObjectNode json = windows.putObject(name)
                    .put("usedPercent", window.usedPercent().toPlainString());
            if (window.resetsAt() > 0) {
                json.put("resetsAt", window.resetsAt());
            }
        });
        return report;
    }

    private static Optional<Instant> time(String sent) {
        try {
            return Optional.of(Instant.parse(sent.substring(0, sent.indexOf('\n'))));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Verdict> verdict(String label) {
        return Stream.of(Verdict.values())
                .filter(verdict -> verdict.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
