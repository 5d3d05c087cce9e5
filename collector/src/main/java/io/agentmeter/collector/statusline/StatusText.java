package io.agentmeter.collector.statusline;

import io.agentmeter.budget.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The line itself: `3 agents | Plan: 67% | API: $2.47`. With a subscription the plan's share, without one what the API
/// cost; both where both are used, each its own part, because they are never added up.
record StatusText(List<Part> parts) {
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String OFF = "\u001b[0m";
    private static final String SEPARATOR = " | ";
    private static final String NOTHING_SPENT = "API: $0.00";
    private static final BigDecimal PLAN_YELLOW = BigDecimal.valueOf(80);
    private static final BigDecimal PLAN_RED = BigDecimal.valueOf(95);
    private static final BigDecimal COST_YELLOW = BigDecimal.ONE;
    private static final BigDecimal COST_RED = BigDecimal.valueOf(5);

    /// @param colour empty for the terminal's own
    record Part(String text, String colour) {}

    /// @param server the server's line and verdict, if it answered
    static StatusText of(StatusInput input, Optional<String> server, Verdict verdict) {
        List<Part> parts = new ArrayList<>();
        Optional<Part> plan = input.fullest().map(StatusText::plan);
        boolean isPlaced = false;
        for (String text : server.map(StatusText::split).orElse(List.of())) {
            boolean isApi = text.startsWith("API:");
            if (plan.isPresent() && (text.startsWith("Plan:") || (isApi && text.equals(NOTHING_SPENT)))) {
                continue; // what the vendor said a moment ago is newer; a subscription alone has no API part
            }
            if (isApi && !isPlaced) {
                plan.ifPresent(parts::add);
                isPlaced = true;
            }
            parts.add(new Part(text, isApi ? ofVerdict(verdict) : ""));
        }
        if (!isPlaced) {
            plan.ifPresent(parts::add);
        }
        if (parts.isEmpty()) {
            input.cost().map(StatusText::session).ifPresent(parts::add);
        }
        if (verdict.blocks()) {
            parts.add(new Part(verdict == Verdict.STOP ? "stopped by budget" : "paused by budget", RED));
        }
        return new StatusText(List.copyOf(parts));
    }

    private static List<String> split(String line) {
        String oneLine = line.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "");
        return List.of(oneLine.split(" *\\| *")).stream()
                .filter(part -> !part.isBlank())
                .toList();
    }

    private static Part plan(BigDecimal used) {
        String colour = used.compareTo(PLAN_RED) >= 0 ? RED : used.compareTo(PLAN_YELLOW) >= 0 ? YELLOW : GREEN;
        return new Part("Plan: " + used.setScale(0, RoundingMode.HALF_UP) + "%", colour);
    }

    private static Part session(BigDecimal cost) {
        String colour = cost.compareTo(COST_RED) > 0 ? RED : cost.compareTo(COST_YELLOW) >= 0 ? YELLOW : GREEN;
        return new Part("Session: $" + cost.setScale(2, RoundingMode.HALF_UP), colour);
    }

    private static String ofVerdict(Verdict verdict) {
        return switch (verdict) {
            case ALLOW -> "";
            case WARN -> YELLOW;
            case PAUSE, STOP -> RED;
        };
    }

    String plain() {
        return String.join(SEPARATOR, parts.stream().map(Part::text).toList());
    }

    String coloured() {
        return String.join(
                SEPARATOR,
                parts.stream()
                        .map(part -> part.colour().isEmpty() ? part.text() : part.colour() + part.text() + OFF)
                        .toList());
    }
}
