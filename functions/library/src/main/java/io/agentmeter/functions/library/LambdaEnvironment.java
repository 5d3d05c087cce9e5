package io.agentmeter.functions.library;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a function finds where it runs: its settings and the time. In Lambda those are the process environment and the
/// machine's clock; the local cloud runs many functions in one process, whose environment cannot be changed, and puts
/// its own here before it creates them.
public final class LambdaEnvironment {
    private static volatile @Nullable Map<String, String> replacement;
    private static volatile Clock clock = Clock.systemUTC();

    private LambdaEnvironment() {}

    public static Map<String, String> current() {
        Map<String, String> replaced = replacement;
        return replaced == null ? System.getenv() : replaced;
    }

    public static Clock clock() {
        return clock;
    }

    public static void override(Map<String, String> environment) {
        override(environment, Clock.systemUTC());
    }

    public static void override(Map<String, String> environment, Clock time) {
        replacement = Map.copyOf(environment);
        clock = time;
    }
}
