package io.agentmeter.collector;

import io.agentmeter.collector.audit.AuditCommand;
import io.agentmeter.collector.backfill.BackfillCommand;
import io.agentmeter.collector.connect.ConnectCommand;
import io.agentmeter.collector.connection.Unreachable;
import io.agentmeter.collector.doctor.DoctorCommand;
import io.agentmeter.collector.hook.HookCommand;
import io.agentmeter.collector.hook.HookProgram;
import io.agentmeter.collector.rehearse.RehearseCommand;
import io.agentmeter.collector.statusline.StatusLineCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `agentmeter`.
@Command(
        name = "agentmeter",
        description = "Meters AI coding agents: connects them, sends their old transcripts, checks the connection and"
                + " the totals, asks for them whether they may go on.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:done in part, or something is wrong that the output names",
            "2:wrong use of a command",
            "3:the server cannot be reached or does not accept the token"
        })
public final class Main {
    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofProcess(), arguments));
    }

    /// Runs one command and returns its exit code.
    public static int run(Surroundings surroundings, String... arguments) {
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && words.getFirst().equals("hook") && !words.contains("--help") && !words.contains("-h")) {
            return HookProgram.run(surroundings, words.subList(1, words.size()));
        }
        Optional<Integer> refreshed = StatusLineCommand.refresh(surroundings, words);
        if (refreshed.isPresent()) {
            return refreshed.get();
        }
        CommandLine line = new CommandLine(new Main());
        // Reading what a command declares takes a third of the time that it runs, so only that of the wanted one is
        // read.
        String wanted = arguments.length == 0 ? "" : arguments[0];
        Map<String, Supplier<Object>> commands = commands(surroundings);
        commands.forEach((name, command) -> {
            if (name.equals(wanted) || !commands.containsKey(wanted)) {
                line.addSubcommand(name, command.get());
            }
        });
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, _, _) -> failed(surroundings, failure));
        if (arguments.length == 0) {
            line.usage(surroundings.out());
            return ExitCode.WRONG_USE;
        }
        return line.execute(arguments);
    }

    /// In the order of the help.
    private static Map<String, Supplier<Object>> commands(Surroundings surroundings) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("connect", () -> new ConnectCommand(surroundings));
        commands.put("backfill", () -> new BackfillCommand(surroundings));
        commands.put("doctor", () -> new DoctorCommand(surroundings));
        commands.put("audit", () -> new AuditCommand(surroundings));
        commands.put("hook", () -> new HookCommand(surroundings));
        commands.put("statusline", () -> new StatusLineCommand(surroundings));
        commands.put("rehearse", () -> new RehearseCommand(surroundings, Main::run));
        return commands;
    }

    private static int failed(Surroundings surroundings, Exception failure) throws Exception {
        return switch (failure) {
            case Unreachable unreachable -> {
                surroundings.say(surroundings.err(), unreachable.reason());
                yield ExitCode.NO_SERVER;
            }
            case Refusal refusal -> {
                surroundings.say(surroundings.err(), refusal.reason());
                yield ExitCode.IN_PART;
            }
            default -> throw failure;
        };
    }
}
