package io.agentmeter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What happened, step by step, for people. Costs nothing unless somebody wants to read it.
final class Trace {
    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean wanted) {
        this.wanted = wanted;
    }

    void add(Supplier<String> line) {
        if (wanted) {
            lines.add(line.get());
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
