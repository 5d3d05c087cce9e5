package io.agentmeter.scenario;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What every deployment must do, told from outside: the local cloud, LocalStack and an AWS account run the same steps.
///
/// Each run uses projects, sessions and request ids of its own, so it may run again and beside other traffic.
public final class EndToEndScenario {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final List<Step> steps;

    public EndToEndScenario(URI ingestBase, URI queryBase, Tokens tokens) {
        this(new Endpoints(ingestBase, queryBase, queryBase, link -> link), tokens, LONGEST_WAIT);
    }

    /// @param longestWait how long something posted may take until it can be read; cold starts included
    public EndToEndScenario(Endpoints endpoints, Tokens tokens, Duration longestWait) {
        String run = "scenario-" + UUID.randomUUID().toString().substring(0, 8);
        Deployment deployment = new Deployment(endpoints, tokens);
        Patience patience = new Patience(longestWait, SETTLING);
        List<Step> all = new ArrayList<>();
        all.addAll(new AccessSteps(deployment).all());
        all.addAll(new CountingSteps(deployment, patience, run).all());
        all.addAll(new NativeEventSteps(deployment, patience, run).all());
        all.addAll(new ReportSteps(deployment, patience, run).all());
        this.steps = List.copyOf(all);
    }

    /// The steps in the order in which they must run.
    public List<Step> steps() {
        return steps;
    }

    /// Runs every step and says each one's promise; stops with an [AssertionError] at the first that is broken.
    public void run(PrintStream out) throws Exception {
        for (Step step : steps) {
            try {
                step.check().run();
            } catch (AssertionError broken) {
                throw new AssertionError(step.promise() + ": " + broken.getMessage(), broken);
            }
            out.println("ok: " + step.promise());
        }
    }
}
