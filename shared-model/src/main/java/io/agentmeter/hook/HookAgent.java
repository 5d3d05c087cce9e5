package io.agentmeter.hook;

import static io.agentmeter.hook.HookMoment.EXPANSION;
import static io.agentmeter.hook.HookMoment.MODEL_SWITCH;
import static io.agentmeter.hook.HookMoment.NEXT_CALL;
import static io.agentmeter.hook.HookMoment.OTHER;
import static io.agentmeter.hook.HookMoment.PERMISSION;
import static io.agentmeter.hook.HookMoment.PROMPT;
import static io.agentmeter.hook.HookMoment.SESSION_END;
import static io.agentmeter.hook.HookMoment.TOOL;
import static io.agentmeter.hook.HookMoment.TURN_END;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The agents whose hooks are understood, with the moment that each of their events stands for. An agent's own
/// `Stop` is never answered with a block: there, to every one of them, it means "do more work".
public enum HookAgent {
    CLAUDE_CODE(
            "claude-code",
            moments(PROMPT, "UserPromptSubmit"),
            moments(EXPANSION, "UserPromptExpansion"),
            moments(NEXT_CALL, "PostToolBatch"),
            moments(TOOL, "PreToolUse"),
            moments(MODEL_SWITCH, "PreModelSwitch"),
            moments(TURN_END, "Stop", "StopFailure", "SubagentStop"),
            moments(SESSION_END, "SessionEnd"),
            moments(
                    OTHER,
                    "SessionStart",
                    "Setup",
                    "PermissionRequest",
                    "PermissionDenied",
                    "PostToolUse",
                    "PostToolUseFailure",
                    "SubagentStart",
                    "Notification",
                    "PreCompact",
                    "PostCompact",
                    "TaskCreated",
                    "TaskCompleted",
                    "TeammateIdle",
                    "PostModelSwitch",
                    "ConfigChange",
                    "CwdChanged",
                    "DirectoryAdded",
                    "FileChanged",
                    "InstructionsLoaded",
                    "MessageDisplay",
                    "WorktreeCreate",
                    "WorktreeRemove",
                    "Elicitation",
                    "ElicitationResult")),
    /// Nothing stops a running turn of Codex before its next call, so a turn counts as one call.
    CODEX(
            "codex",
            moments(PROMPT, "UserPromptSubmit"),
            moments(TOOL, "PreToolUse"),
            moments(TURN_END, "Stop", "SubagentStop"),
            moments(SESSION_END, "SessionEnd"),
            moments(
                    OTHER,
                    "SessionStart",
                    "PermissionRequest",
                    "PostToolUse",
                    "PreCompact",
                    "PostCompact",
                    "SubagentStart")),
    GEMINI_CLI(
            "gemini-cli",
            moments(PROMPT, "BeforeAgent"),
            moments(NEXT_CALL, "BeforeModel"),
            moments(TOOL, "BeforeTool"),
            moments(TURN_END, "AfterAgent"),
            moments(SESSION_END, "SessionEnd"),
            moments(
                    OTHER,
                    "SessionStart",
                    "AfterModel",
                    "BeforeToolSelection",
                    "AfterTool",
                    "Notification",
                    "PreCompress")),
    /// Events have two spellings; the camelCase one does not name itself in the body.
    COPILOT(
            "copilot",
            moments(PROMPT, "userPromptSubmitted", "UserPromptSubmit"),
            moments(TOOL, "preToolUse", "PreToolUse"),
            moments(PERMISSION, "permissionRequest", "PermissionRequest"),
            moments(TURN_END, "agentStop", "Stop", "subagentStop", "SubagentStop"),
            moments(SESSION_END, "sessionEnd", "SessionEnd"),
            moments(
                    OTHER,
                    "sessionStart",
                    "SessionStart",
                    "postToolUse",
                    "PostToolUse",
                    "postToolUseFailure",
                    "PostToolUseFailure",
                    "subagentStart",
                    "SubagentStart",
                    "errorOccurred",
                    "ErrorOccurred",
                    "preCompact",
                    "PreCompact",
                    "notification",
                    "Notification")),
    /// Hooks of a plugin, which sends them on.
    OPENCODE(
            "opencode",
            moments(PROMPT, "chat.message"),
            moments(NEXT_CALL, "chat.params"),
            moments(TOOL, "tool.execute.before"),
            moments(TURN_END, "session.idle", "session.error"),
            moments(SESSION_END, "session.deleted"),
            moments(OTHER, "session.created", "session.updated", "session.compacted", "message.updated"));

    private record Named(HookMoment moment, List<String> events) {}

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // filled by the constructor and never changed
    private final Map<String, HookMoment> moments = new HashMap<>();

    HookAgent(String label, Named... named) {
        this.label = label;
        for (Named group : named) {
            group.events().forEach(event -> moments.put(event, group.moment()));
        }
    }

    private static Named moments(HookMoment moment, String... events) {
        return new Named(moment, List.of(events));
    }

    /// The name in addresses, events and reports.
    public String label() {
        return label;
    }

    public static Optional<HookAgent> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(agent -> agent.label.equals(label))
                .findFirst();
    }

    public HookMoment momentOf(String event) {
        return moments.getOrDefault(event, HookMoment.UNKNOWN);
    }
}
