package io.agentmeter.functions.library.control;

import io.agentmeter.budget.Measure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A budget did something to an agent.
///
/// @param part of the budget; empty where there is one limit for all
/// @param window its key, such as `2026-11-22`
/// @param byOrNull who lifted the budget, if somebody did
public record Enforcement(
        Instant at,
        String budget,
        String budgetName,
        String part,
        String window,
        String session,
        String agent,
        String project,
        String user,
        Action action,
        @Nullable String byOrNull,
        String reason,
        Measure measure,
        BigDecimal spent,
        BigDecimal limit) {
    /// What it did.
    public enum Action {
        WARNED,
        PAUSED,
        STOPPED,
        /// Would have been paused or stopped, had nobody lifted the budget.
        OVERRIDDEN,
        /// Goes on after it was paused or stopped.
        RESUMED,
        /// Nobody could tell how much is spent; the budget's word for that case held.
        UNAVAILABLE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Action ofLabel(String label) {
            return Arrays.stream(values())
                    .filter(action -> action.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no such enforcement: " + label));
        }
    }

    public Optional<String> by() {
        return Optional.ofNullable(byOrNull);
    }
}
