package io.agentmeter.collector.hook;

import io.agentmeter.hook.HookAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the command was called. A hook's command line is written once and runs for months, so what is wrong in it must
/// not stop an agent: it is said and passed over.
///
/// @param agent empty if it is not one that is known
/// @param failClosed whether an agent may not go on while nothing is known and nobody answers
/// @param problems what was wrong
record HookArguments(Optional<HookAgent> agent, boolean failClosed, Duration limit, List<String> problems) {
    /// The server answers in less than a second; a network and its first connection come on top.
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int LONGEST_MILLIS = 30_000;
    private static final int SHORTEST_MILLIS = 100;

    static HookArguments read(List<String> arguments) {
        Optional<HookAgent> agent = Optional.empty();
        boolean failClosed = false;
        Duration limit = LIMIT;
        List<String> problems = new ArrayList<>();
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (argument.equals("--fail-closed")) {
                failClosed = true;
            } else if (argument.equals("--time-limit") && at + 1 < arguments.size()) {
                at++;
                Optional<Duration> given = millis(arguments.get(at));
                limit = given.orElse(LIMIT);
                if (given.isEmpty()) {
                    problems.add("--time-limit must be milliseconds from 100 to 30000");
                }
            } else if (!argument.startsWith("-") && agent.isEmpty()) {
                agent = HookAgent.ofLabel(argument);
                if (agent.isEmpty()) {
                    problems.add("no agent of this name has hooks that are known: " + argument);
                }
            } else {
                problems.add("not an option of hook: " + argument);
            }
        }
        return new HookArguments(agent, failClosed, limit, List.copyOf(problems));
    }

    private static Optional<Duration> millis(String text) {
        if (!text.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int millis = Integer.parseInt(text);
        return millis >= SHORTEST_MILLIS && millis <= LONGEST_MILLIS
                ? Optional.of(Duration.ofMillis(millis))
                : Optional.empty();
    }
}
