package io.agentmeter.simulator;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `scripts/simulate`: runs many seeds, or one again.
@Command(
        name = "scripts/simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the counting code against simulated tables and a simulated stream with faults, one history per seed,",
            "and compares every rollup row with a plain fold. Ends with 1 on a wrong row."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1000", description = "how many (default: 1000)")
    private long seeds = 1_000;

    @Option(names = "--from", paramLabel = "S", defaultValue = "1", description = "the first (default: 1)")
    private long from = 1;

    @Option(names = "--threads", paramLabel = "T", description = "at once (default: one per processor)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "S", description = "run this one only")
    private long only = -1;

    @Option(names = "--trace", description = "with --seed: print its history and what happened, step by step")
    private boolean traced;

    @Option(names = "--no-shrink", description = "print a wrong history as it is")
    private boolean whole;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1 || from < 0 || threads < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds and --threads are at least 1, --from at least 0");
        }
        return only >= 0 ? one(only) : many();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int one(long seed) {
        History history = HistoryGenerator.of(seed);
        Outcome outcome = new World(history, Product.REAL, traced).run();
        if (traced) {
            print("history", history.lines());
            print("what happened", outcome.trace());
        }
        if (outcome.isRight()) {
            out().printf("seed %d: right, %d reports, %d faults%n", seed, history.reports(), outcome.faults());
            out().flush();
            return 0;
        }
        print("wrong", outcome.wrong());
        return 1;
    }

    private int many() throws InterruptedException {
        Campaign campaign = new Campaign(Product.REAL, HistoryGenerator::of, from, seeds);
        long begun = System.nanoTime();
        Thread runner = Thread.ofVirtual().name("campaign").start(() -> campaign.run(threads));
        while (!runner.join(BETWEEN_REPORTS)) {
            out().printf("%,d of %,d seeds, %,.0f a minute%n", campaign.runs(), seeds, perMinute(campaign, begun));
            out().flush();
        }
        summarise(campaign, begun);
        if (campaign.firstWrong() < 0) {
            return 0;
        }
        explain(campaign.firstWrong());
        return 1;
    }

    private void summarise(Campaign campaign, long begun) {
        out().printf(
                        "%,d seeds from %d, %,d reports, %s: %.1f s, %,.0f seeds a minute on %d thread(s)%n",
                        campaign.runs(),
                        from,
                        campaign.reports(),
                        campaign.firstWrong() < 0 ? "0 wrong rows" : "WRONG ROWS in seed " + campaign.firstWrong(),
                        seconds(begun),
                        perMinute(campaign, begun),
                        threads);
        Tally tally = campaign.tally();
        for (Happening happening : Happening.values()) {
            out().printf(Locale.ROOT, "  %-28s %,14d%n", happening.label(), tally.of(happening));
        }
        out().flush();
    }

    private void explain(long seed) {
        History history = HistoryGenerator.of(seed);
        History small = whole ? history : new Shrinking(Product.REAL).shrink(history);
        Outcome outcome = new World(small, Product.REAL, true).run();
        out().printf("%nThe first wrong seed is %d (scripts/simulate --seed %d --trace).%n", seed, seed);
        print(whole ? "its history" : "the smallest history found that is wrong, too", small.lines());
        print("what happened", outcome.trace());
        print("wrong", outcome.wrong());
    }

    private void print(String title, List<String> lines) {
        out().printf("%n%s:%n", title);
        lines.forEach(line -> out().println("  " + line));
        out().flush();
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double perMinute(Campaign campaign, long begun) {
        return campaign.runs() / seconds(begun) * 60;
    }
}
