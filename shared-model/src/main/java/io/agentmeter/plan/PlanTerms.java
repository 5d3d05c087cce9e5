package io.agentmeter.plan;

import io.agentmeter.usage.Money;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an administrator wrote down about an account.
///
/// @param tierOrNull the plan's name, for example `max-20x`
/// @param priceOrNull per month
/// @param modeOrNull absent: a subscription as soon as windows are reported
/// @param users who works on it, besides those whose reports name it
public record PlanTerms(
        @Nullable String tierOrNull,
        @Nullable Money priceOrNull,
        @Nullable PlanMode modeOrNull,
        SortedSet<String> users) {
    public static final PlanTerms NONE = new PlanTerms(null, null, null, new TreeSet<>());

    public PlanTerms {
        users = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(users));
    }

    public Optional<String> tier() {
        return Optional.ofNullable(tierOrNull);
    }

    public Optional<Money> pricePerMonth() {
        return Optional.ofNullable(priceOrNull);
    }

    public Optional<PlanMode> mode() {
        return Optional.ofNullable(modeOrNull);
    }
}
