package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.EnumMap;
import java.util.Map;

/// The functions built so far, by their entry in the table of functions.
final class DeployedFunctions {
    private final Map<Functions, MeterFunction> built = new EnumMap<>(Functions.class);

    void add(Functions entry, MeterFunction function) {
        built.put(entry, function);
    }

    MeterFunction of(Functions entry) {
        MeterFunction function = built.get(entry);
        if (function == null) {
            throw new IllegalStateException("The tables name " + entry + ", but no stage has built it.");
        }
        return function;
    }
}
