package io.agentmeter.collector.statusline;

import io.agentmeter.collector.ExitCode;
import io.agentmeter.collector.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `agentmeter statusline`.
@Command(
        name = "statusline",
        mixinStandardHelpOptions = true,
        description = {
            "Claude Code's status line: reads its JSON from standard input and prints one line.",
            "scripts/agentmeter prints the line that was made last, at once, and makes the next one meanwhile."
        })
public final class StatusLineCommand implements Callable<Integer> {
    private static final String NAME = "statusline";
    private static final String REFRESH = "--refresh";
    private static final String ACCOUNT = "--account";
    private static final int NAMED_WORDS = 4;

    @Option(
            names = ACCOUNT,
            paramLabel = "NAME",
            description = "whose plan it is (default: AGENTMETER_ACCOUNT, else Claude Code's login)")
    private @Nullable String account;

    @Option(names = REFRESH, description = "make the line, tell the server of the plan's windows, print nothing")
    private boolean refresh;

    private final Surroundings surroundings;

    public StatusLineCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// The refresh that `scripts/agentmeter` begins in the background, without the command line parser, which would
    /// take most of its time.
    ///
    /// @return empty if the words are not exactly those
    public static Optional<Integer> refresh(Surroundings surroundings, List<String> words) {
        boolean isPlain = words.equals(List.of(NAME, REFRESH));
        boolean isNamed = words.size() == NAMED_WORDS
                && words.subList(0, NAMED_WORDS - 1).equals(List.of(NAME, REFRESH, ACCOUNT));
        if (!isPlain && !isNamed) {
            return Optional.empty();
        }
        Optional<String> account = isNamed ? Optional.of(words.getLast()) : Optional.empty();
        try {
            return Optional.of(new StatusLineProgram(surroundings, account).run(false));
        } catch (IOException unwritable) {
            surroundings.say(surroundings.err(), "the line could not be kept: " + unwritable.getMessage());
            return Optional.of(ExitCode.IN_PART);
        }
    }

    @Override
    public Integer call() throws IOException {
        return new StatusLineProgram(surroundings, Optional.ofNullable(account)).run(!refresh);
    }
}
