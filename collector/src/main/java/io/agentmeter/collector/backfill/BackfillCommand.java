package io.agentmeter.collector.backfill;

import io.agentmeter.collector.ExitCode;
import io.agentmeter.collector.HelpOptions;
import io.agentmeter.collector.SupportedAgent;
import io.agentmeter.collector.Surroundings;
import io.agentmeter.collector.connection.AgentMeterClient;
import io.agentmeter.collector.connection.Connection;
import io.agentmeter.collector.connection.ConnectionOptions;
import io.agentmeter.pricing.PriceBook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `agentmeter backfill`. Declared without annotations: the proxies that read them take a tenth of a second to make,
/// and no cache keeps them (decision 0050).
public final class BackfillCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
    private Instant since = Instant.EPOCH;

    public BackfillCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// The command, with its options.
    public CommandLine commandLine() {
        command.name("backfill");
        command.usageMessage()
                .description(
                        "Sends the usage in transcripts on this machine. May be run any number of times: what was sent counts once.");
        command.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel("AGENT")
                .type(SupportedAgent.class)
                .converters(new SupportedAgent.Converter())
                .description("claude-code")
                .build());
        command.addOption(option("--since", "DATE", "leave out what is older")
                .type(Instant.class)
                .converters(new Since())
                .build());
        command.addOption(option(
                        "--dir",
                        "DIR",
                        "where the transcripts are (default: CLAUDE_CONFIG_DIR, else ~/.config/claude and ~/.claude)")
                .type(Path.class)
                .build());
        command.addOption(flag("--dry-run", "read and add up, send nothing"));
        command.addOption(flag("--all", "read sessions that were sent before, too"));
        command.addOption(flag("--json", "tell the result as JSON"));
        ConnectionOptions.declare(command);
        HelpOptions.declare(command);
        return new CommandLine(command);
    }

    private static OptionSpec.Builder option(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).description(description);
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    @Override
    public Integer call() throws IOException {
        ParseResult given = command.commandLine().getParseResult();
        Instant begin = surroundings.clock().instant();
        since = given.matchedOptionValue("--since", Instant.EPOCH);
        BackfillResult result = new BackfillResult(since);
        if (!given.matchedOptionValue("--dry-run", false)) {
            return send(given, result, begin);
        }
        ProgressLine progress = new ProgressLine(surroundings);
        PriceBook prices = Backfill.inAnyOrder(
                found -> TranscriptFolders.find(folders(given), session -> {
                    if (isNewer(session, result)) {
                        progress.expect(session.bytes());
                        found.accept(session);
                    }
                }),
                progress,
                result::add,
                PriceBook::standard,
                () -> progress.draw(result.tally.requests(), 0));
        progress.clear();
        report(given, new Report(result, prices, null), begin);
        return ExitCode.DONE;
    }

    private int send(ParseResult given, BackfillResult result, Instant begin) throws IOException {
        Connection endpoint = ConnectionOptions.of(given).find(surroundings).connection();
        BackfillState state = BackfillState.of(surroundings, endpoint.url());
        boolean all = given.matchedOptionValue("--all", false);
        List<SessionFiles> toRead = new ArrayList<>();
        TranscriptFolders.find(folders(given), session -> {
            if (isNewer(session, result)) {
                if (all || !state.has(session, since)) {
                    toRead.add(session);
                } else {
                    result.unchanged++;
                }
            }
        });
        toRead.sort(SessionFiles.ORDER);
        ProgressLine progress = new ProgressLine(surroundings);
        toRead.forEach(session -> progress.expect(session.bytes()));
        try (AgentMeterClient client = new AgentMeterClient(endpoint, surroundings.pause())) {
            Delivery delivery = new Delivery(client, since, session -> state.add(session, since));
            try {
                List<SessionJob> jobs = toRead.stream()
                        .map(session -> all ? SessionJob.whole(session) : state.job(session, since))
                        .toList();
                Backfill.inOrder(jobs, progress, read -> {
                    result.add(read);
                    delivery.add(read);
                    progress.draw(result.tally.requests(), delivery.counts().sent);
                });
                delivery.flush();
            } finally {
                progress.clear();
                state.save();
            }
            report(given, new Report(result, PriceBook.standard(), delivery.counts()), begin);
            return delivery.counts().rejected == 0 ? ExitCode.DONE : ExitCode.IN_PART;
        }
    }

    private List<Path> folders(ParseResult given) {
        Path folder = given.<@Nullable Path>matchedOptionValue("--dir", null);
        if (folder != null) {
            return List.of(surroundings.directory().resolve(folder));
        }
        SupportedAgent agent = given.matchedPositionalValue(0, SupportedAgent.CLAUDE_CODE);
        return switch (agent) {
            case CLAUDE_CODE -> TranscriptFolders.configured(surroundings);
        };
    }

    /// A file that nobody wrote to since then has no event since then.
    private boolean isNewer(SessionFiles session, BackfillResult result) {
        boolean isNewer = session.lastModified() >= since.toEpochMilli();
        if (!isNewer) {
            result.older++;
        }
        return isNewer;
    }

    private void report(ParseResult given, Report report, Instant begin) {
        if (given.matchedOptionValue("--json", false)) {
            report.printJson(surroundings.out());
        } else {
            report.print(
                    surroundings.out(),
                    Duration.between(begin, surroundings.clock().instant()));
        }
    }
}
