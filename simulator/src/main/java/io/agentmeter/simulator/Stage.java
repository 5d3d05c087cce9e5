package io.agentmeter.simulator;

import io.agentmeter.simulator.Calls.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everybody who is running, one step at a time.
final class Stage {
    private final Turns turns = new Turns();
    private final Calls calls;
    private final Trace trace;
    private final List<Caller> running = new ArrayList<>();
    private int started;
    private @Nullable String failure;

    Stage(Calls calls, Trace trace) {
        this.calls = calls;
        this.trace = trace;
    }

    /// Starts something that goes on when the scheduler says so.
    Caller start(String name, String what, Runnable body) {
        Caller caller = new Caller(name + "-" + ++started);
        trace.add(() -> caller.name() + ": " + what);
        caller.setActor(turns.actor(caller.name(), body));
        running.add(caller);
        return caller;
    }

    /// Adds who could go on. Those who were given up are slow.
    void offer(List<Runnable> options) {
        running.removeIf(caller -> caller.actor().isFinished());
        for (Caller caller : running) {
            Runnable go = () -> go(caller);
            options.add(go);
            if (!caller.isGivenUp()) {
                options.add(go);
                options.add(go);
            }
        }
    }

    private void go(Caller caller) {
        calls.run(caller);
        Throwable unexpected = caller.actor().failureOrNull();
        if (unexpected != null) {
            failure = caller.name() + " threw " + unexpected + " at "
                    + Arrays.stream(unexpected.getStackTrace()).limit(5).toList();
        }
    }

    /// What somebody threw that nobody expects, in words.
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    void end() {
        running.forEach(caller -> caller.actor().kill());
    }
}
