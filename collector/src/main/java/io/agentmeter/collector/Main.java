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
import picocli.CommandLine.Model.CommandSpec;

/// The program `agentmeter`.
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
        CommandLine line = new CommandLine(program());
        // Reading what a command declares takes a third of the time that it runs, so only that of the wanted one is
        // read.
        String wanted = arguments.length == 0 ? "" : arguments[0];
        Map<String, Supplier<CommandLine>> commands = commands(surroundings);
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

    private static CommandSpec program() {
        CommandSpec program = CommandSpec.create().name("agentmeter");
        program.usageMessage()
                .description(
                        "Meters AI coding agents: connects them, sends their old transcripts, checks the connection and"
                                + " the totals, asks for them whether they may go on.")
                .synopsisSubcommandLabel("COMMAND")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        HelpOptions.declare(program);
        return program;
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "done");
        codes.put("1", "done in part, or something is wrong that the output names");
        codes.put("2", "wrong use of a command");
        codes.put("3", "the server cannot be reached or does not accept the token");
        return codes;
    }

    /// In the order of the help.
    private static Map<String, Supplier<CommandLine>> commands(Surroundings surroundings) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("connect", () -> new CommandLine(new ConnectCommand(surroundings)));
        commands.put("backfill", () -> new BackfillCommand(surroundings).commandLine());
        commands.put("doctor", () -> new CommandLine(new DoctorCommand(surroundings)));
        commands.put("audit", () -> new CommandLine(new AuditCommand(surroundings)));
        commands.put("hook", () -> new CommandLine(new HookCommand(surroundings)));
        commands.put("statusline", () -> new CommandLine(new StatusLineCommand(surroundings)));
        commands.put("rehearse", () -> new CommandLine(new RehearseCommand(surroundings, Main::run)));
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
