package io.agentmeter.collector.backfill;

import io.agentmeter.collector.ExitCode;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agentmeter backfill`.
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description =
                "Sends the usage in transcripts on this machine. May be run any number of times: what was sent counts once.")
public final class BackfillCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "AGENT",
            converter = SupportedAgent.Converter.class,
            description = "claude-code")
    private SupportedAgent agent = SupportedAgent.CLAUDE_CODE;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--since", paramLabel = "DATE", converter = Since.class, description = "leave out what is older")
    private Instant since = Instant.EPOCH;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where the transcripts are (default: CLAUDE_CONFIG_DIR, else ~/.config/claude and ~/.claude)")
    private @Nullable Path folder;

    @Option(names = "--dry-run", description = "read and add up, send nothing")
    private boolean dryRun;

    @Option(names = "--all", description = "read sessions that were sent before, too")
    private boolean all;

    @Option(names = "--json", description = "tell the result as JSON")
    private boolean asJson;

    private final Surroundings surroundings;

    public BackfillCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Instant begin = surroundings.clock().instant();
        List<SessionFiles> found = TranscriptFolders.sessions(folders());
        BackfillResult result = new BackfillResult(since);
        if (!dryRun) {
            return send(found, result, begin);
        }
        List<SessionFiles> toRead = notOlder(found, result);
        ProgressLine progress = progress(toRead);
        PriceBook prices = Backfill.inAnyOrder(
                toRead, progress, result::add, PriceBook::standard, () -> progress.draw(result.tally.requests(), 0));
        progress.clear();
        report(new Report(result, prices, null), begin);
        return ExitCode.DONE;
    }

    private int send(List<SessionFiles> found, BackfillResult result, Instant begin) throws IOException {
        Connection endpoint = connection.find(surroundings).connection();
        BackfillState state = BackfillState.of(surroundings, endpoint.url());
        List<SessionFiles> toRead = changed(notOlder(found, result), state, result);
        ProgressLine progress = progress(toRead);
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
            report(new Report(result, PriceBook.standard(), delivery.counts()), begin);
            return delivery.counts().rejected == 0 ? ExitCode.DONE : ExitCode.IN_PART;
        }
    }

    private List<Path> folders() {
        if (folder != null) {
            return List.of(surroundings.directory().resolve(folder));
        }
        return switch (agent) {
            case CLAUDE_CODE -> TranscriptFolders.configured(surroundings);
        };
    }

    private ProgressLine progress(List<SessionFiles> sessions) {
        return new ProgressLine(
                surroundings, sessions.stream().mapToLong(SessionFiles::bytes).sum());
    }

    /// A file that nobody wrote to since then has no event since then.
    private List<SessionFiles> notOlder(List<SessionFiles> sessions, BackfillResult result) {
        List<SessionFiles> newer = sessions.stream()
                .filter(session -> session.lastModified() >= since.toEpochMilli())
                .toList();
        result.older = (long) sessions.size() - newer.size();
        return newer;
    }

    private List<SessionFiles> changed(List<SessionFiles> sessions, BackfillState state, BackfillResult result) {
        List<SessionFiles> changed = new ArrayList<>();
        for (SessionFiles session : sessions) {
            if (all || !state.has(session, since)) {
                changed.add(session);
            }
        }
        result.unchanged = (long) sessions.size() - changed.size();
        changed.sort(SessionFiles.ORDER);
        return changed;
    }

    private void report(Report report, Instant begin) {
        if (asJson) {
            report.printJson(surroundings.out());
        } else {
            report.print(
                    surroundings.out(),
                    Duration.between(begin, surroundings.clock().instant()));
        }
    }
}
