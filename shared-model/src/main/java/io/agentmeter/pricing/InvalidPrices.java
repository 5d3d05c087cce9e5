package io.agentmeter.pricing;

import java.util.List;

/// Price files that cannot be used. Names everything that is wrong at once, so that one look is enough to mend them.
public final class InvalidPrices extends IllegalArgumentException {
    private final transient List<String> problems;

    InvalidPrices(List<String> problems) {
        super("the price files are wrong:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
