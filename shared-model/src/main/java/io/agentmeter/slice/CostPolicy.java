package io.agentmeter.slice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which of two costs counts where both are known: the one that the tool reported or the one from the price list.
public enum CostPolicy {
    /// What the tool reported, because it knows managed prices, fast mode and region; else the price list.
    REPORTED,
    /// The price list; else what the tool reported.
    LIST;

    public static Optional<CostPolicy> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(label))
                .findFirst();
    }
}
