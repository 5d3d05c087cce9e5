package io.agentmeter.functions.library;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings a function was started with. In Lambda that is the process environment; the local cloud runs many
/// functions in one process, whose environment cannot be changed, and puts its own here before it creates them.
public final class LambdaEnvironment {
    private static volatile @Nullable Map<String, String> replacement;

    private LambdaEnvironment() {}

    public static Map<String, String> current() {
        Map<String, String> replaced = replacement;
        return replaced == null ? System.getenv() : replaced;
    }

    public static void override(Map<String, String> environment) {
        replacement = Map.copyOf(environment);
    }
}
