package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an administrator did.
///
/// @param by owner of the token it was done with
/// @param id of the thing that changed
/// @param action `created`, `changed`, `deleted`, `restored`, `overridden`, `override_removed`
/// @param beforeOrNull the thing as JSON before it; absent if there was none
/// @param afterOrNull the thing as JSON after it; absent if there is none
public record Change(
        Instant at,
        String by,
        What what,
        String id,
        String action,
        @Nullable String beforeOrNull,
        @Nullable String afterOrNull) {
    /// Kinds of things that administrators change.
    public enum What {
        BUDGET,
        OVERRIDE,
        CLIENT,
        PLAN,
        ALERT_SETTINGS;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static What ofLabel(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    public Optional<String> before() {
        return Optional.ofNullable(beforeOrNull);
    }

    public Optional<String> after() {
        return Optional.ofNullable(afterOrNull);
    }
}
