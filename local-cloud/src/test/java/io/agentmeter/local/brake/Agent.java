package io.agentmeter.local.brake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;

/// The agents, each with what its own program sends to a hook and what it calls the moments of its work.
enum Agent {
    CLAUDE_CODE("claude-code", "UserPromptSubmit", "PostToolBatch", "PreToolUse", "Stop") {
        @Override
        ObjectNode sample(String event) {
            return Samples.json("claude-code-hook-" + event + ".json");
        }
    },
    CODEX("codex", "UserPromptSubmit", "", "PreToolUse", "Stop") {
        @Override
        ObjectNode sample(String event) {
            return Samples.line(
                    "codex-observed-hooks.jsonl",
                    line -> line.path("hook_event_name").asText().equals(event));
        }
    },
    GEMINI_CLI("gemini-cli", "BeforeAgent", "BeforeModel", "BeforeTool", "AfterAgent") {
        @Override
        ObjectNode sample(String event) {
            return Samples.line(
                    "gemini-observed-hooks.jsonl",
                    line -> line.path("hook_event_name").asText().equals(event));
        }
    },
    COPILOT("copilot", "userPromptSubmitted", "", "preToolUse", "agentStop") {
        @Override
        ObjectNode sample(String event) {
            ObjectNode line = Samples.line(
                    "copilot-observed-hooks.jsonl",
                    any -> any.path("event").asText().equals(event));
            return (ObjectNode) line.path("body");
        }
    },
    /// What the plugin of the how-to sends on.
    OPENCODE("opencode", "chat.message", "chat.params", "tool.execute.before", "session.idle") {
        @Override
        ObjectNode sample(String event) {
            return Json.object()
                    .put("hook_event_name", event)
                    .put("session_id", "ses_sample")
                    .put("cwd", "/home/dev/work/shop")
                    .put("model", "claude-sonnet-5-5");
        }
    };

    private final String label;
    private final String prompt;
    private final String nextCall;
    private final String tool;
    private final String turnEnd;

    Agent(String label, String prompt, String nextCall, String tool, String turnEnd) {
        this.label = label;
        this.prompt = prompt;
        this.nextCall = nextCall;
        this.tool = tool;
        this.turnEnd = turnEnd;
    }

    abstract ObjectNode sample(String event);

    String label() {
        return label;
    }

    String prompt() {
        return prompt;
    }

    /// Empty if nothing can stop it there.
    String nextCall() {
        return nextCall;
    }

    String tool() {
        return tool;
    }

    String turnEnd() {
        return turnEnd;
    }
}
