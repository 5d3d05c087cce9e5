package io.agentmeter.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.Verdict;

/// The answer to a hook in its agent's own words. What was seen to work with the real programs is in
/// `docs/reference/hooks.md`; whatever needs no word is answered with an empty object, which lets every agent go on.
public final class HookWords {
    /// Claude Code cuts texts at 10,000 characters.
    private static final int LONGEST = 2_000;

    private static final String NOTHING = "{}";

    private HookWords() {}

    /// @param message for the person: what is used up or left
    /// @param stopTools whether the user asked to be stopped before a tool runs as well
    public static String of(HookCall call, Verdict verdict, String message, boolean stopTools) {
        String text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        if (call.moment().isBlockedBy(verdict)) {
            return call.moment() == HookMoment.TOOL && !stopTools ? NOTHING : block(call, text);
        }
        return verdict == Verdict.WARN ? warning(call, text) : NOTHING;
    }

    private static String block(HookCall call, String reason) {
        return switch (call.agent()) {
            case CLAUDE_CODE -> claudeCodeBlock(call, reason);
            case CODEX -> call.moment() == HookMoment.TOOL ? deniedTool(call, reason) : decision("block", reason);
            case GEMINI_CLI -> decision("deny", reason);
            case COPILOT -> copilotBlock(call, reason);
            case OPENCODE -> decision("block", reason);
        };
    }

    private static String claudeCodeBlock(HookCall call, String reason) {
        return switch (call.moment()) {
            // A refused tool costs one more model call, so the whole turn is ended.
            case TOOL ->
                object().put("continue", false).put("stopReason", reason).toString();
            case MODEL_SWITCH -> deniedTool(call, reason);
            case PROMPT, EXPANSION, NEXT_CALL, PERMISSION -> decision("block", reason);
            case TURN_END, SESSION_END, OTHER, UNKNOWN -> NOTHING;
        };
    }

    private static String copilotBlock(HookCall call, String reason) {
        return switch (call.moment()) {
            case TOOL ->
                object().put("permissionDecision", "deny")
                        .put("permissionDecisionReason", reason)
                        .toString();
            case PERMISSION ->
                object().put("behavior", "deny")
                        .put("message", reason)
                        .put("interrupt", true)
                        .toString();
            case PROMPT, EXPANSION, NEXT_CALL, MODEL_SWITCH -> decision("block", reason);
            case TURN_END, SESSION_END, OTHER, UNKNOWN -> NOTHING;
        };
    }

    private static String decision(String word, String reason) {
        return object().put("decision", word).put("reason", reason).toString();
    }

    private static String deniedTool(HookCall call, String reason) {
        ObjectNode answer = object();
        answer.putObject("hookSpecificOutput")
                .put("hookEventName", call.event())
                .put("permissionDecision", "deny")
                .put("permissionDecisionReason", reason);
        return answer.toString();
    }

    /// Only with a prompt (and, where the agent has it, another model): a word before every model call would be
    /// noise.
    private static String warning(HookCall call, String message) {
        boolean wanted = call.moment() == HookMoment.PROMPT || call.moment() == HookMoment.MODEL_SWITCH;
        if (!wanted) {
            return NOTHING;
        }
        ObjectNode answer = object().put("systemMessage", message);
        switch (call.agent()) {
            case CLAUDE_CODE -> {
                if (call.moment() == HookMoment.PROMPT) {
                    answer.putObject("hookSpecificOutput")
                            .put("hookEventName", call.event())
                            .put("additionalContext", message + " Prefer small, cheap steps.");
                }
            }
            // Copilot does not show a systemMessage; what it passes on reaches the model only.
            case COPILOT ->
                answer.put("additionalContext", message + " Tell the user so, and prefer small, cheap steps.");
            case CODEX, GEMINI_CLI, OPENCODE -> {}
        }
        return answer.toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
