package io.agentmeter.hook;

import io.agentmeter.budget.Verdict;

/// Where in its work an agent is when it calls a hook.
public enum HookMoment {
    /// A person's prompt, before any model call.
    PROMPT,
    /// A command that turns into a prompt; the prompt's own hook follows.
    EXPANSION,
    /// Inside a turn, before its next model call.
    NEXT_CALL,
    /// Before a tool runs. Refusing the tool alone does not stop an agent: it asks the model again.
    TOOL,
    /// Before a tool that a person would be asked about.
    PERMISSION,
    /// Before another model is chosen.
    MODEL_SWITCH,
    /// A turn is over: nothing is in flight any more.
    TURN_END,
    SESSION_END,
    /// Known, and nothing to decide.
    OTHER,
    /// An event that this version does not know.
    UNKNOWN;

    /// Whether a model call follows if the agent is let go on.
    public boolean startsCall() {
        return this == PROMPT || this == NEXT_CALL;
    }

    public boolean endsCalls() {
        return this == TURN_END || this == SESSION_END;
    }

    /// Whether an agent at this moment may not go on.
    public boolean isBlockedBy(Verdict verdict) {
        return switch (verdict) {
            case ALLOW, WARN -> false;
            case PAUSE -> this == PROMPT || this == EXPANSION || this == MODEL_SWITCH;
            case STOP -> !endsCalls() && this != OTHER && this != UNKNOWN;
        };
    }
}
