package io.agentmeter.budget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What happens when a threshold is reached, mildest first. Each of them also alerts.
public enum Action {
    /// People are told; agents go on.
    NOTIFY(Verdict.ALLOW),
    /// The agent goes on and says what is left.
    WARN(Verdict.WARN),
    /// No new prompt; a turn that is under way may end.
    PAUSE(Verdict.PAUSE),
    /// A turn that is under way ends before its next model call.
    STOP(Verdict.STOP);

    private final Verdict verdict;

    Action(Verdict verdict) {
        this.verdict = verdict;
    }

    public Verdict verdict() {
        return verdict;
    }

    public boolean blocks() {
        return verdict.blocks();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Action> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(action -> action.label().equals(label))
                .findFirst();
    }
}
