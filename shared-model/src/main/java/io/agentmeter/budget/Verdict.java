package io.agentmeter.budget;

import java.util.Locale;

/// What an agent may do, mildest first. Where several budgets say something, the strictest wins.
public enum Verdict {
    ALLOW,
    WARN,
    PAUSE,
    STOP;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean blocks() {
        return compareTo(PAUSE) >= 0;
    }

    public Verdict stricter(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// What is left of it while somebody has overridden the budget.
    public Verdict overridden() {
        return blocks() ? WARN : this;
    }
}
