package io.agentmeter.collector.hook;

import io.agentmeter.collector.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/// `agentmeter hook`, as its help shows it. [io.agentmeter.collector.Main] runs it without the command line parser,
/// which takes longer to start than all of the rest.
@Command(
        name = "hook",
        mixinStandardHelpOptions = true,
        description = {
            "Run by an agent's command hook: asks whether the agent may go on and answers in the agent's words.",
            "Reads the payload from standard input; prompts and tools' input and output stay on this machine.",
            "Options: --time-limit MILLISECONDS, else 2000; --fail-closed: block prompts while nothing is known and"
                    + " nobody answers. Always ends with 0."
        })
public final class HookCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "AGENT", description = "claude-code, codex, gemini-cli, copilot")
    private String agent = "";

    @Unmatched
    private List<String> others = List.of();

    private final Surroundings surroundings;

    public HookCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return HookProgram.run(
                surroundings, Stream.concat(Stream.of(agent), others.stream()).toList());
    }
}
