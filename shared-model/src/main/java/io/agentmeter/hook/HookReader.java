package io.agentmeter.hook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.agentmeter.event.Names;
import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat;
import io.agentmeter.format.Limits;
import io.agentmeter.format.claudecode.WorkspaceName;
import io.agentmeter.format.json.JsonBody;
import io.agentmeter.format.json.PickedFields;
import io.agentmeter.format.json.UnexpectedJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Reads an agent's own payload. Only the fields on the list are looked at; prompts, tools' input and output are
/// skipped unread.
public final class HookReader {
    private static final Set<String> FIELDS = Set.of(
            "hook_event_name",
            "hookName",
            "session_id",
            "sessionId",
            "sessionID",
            "agent_id",
            "agentId",
            "cwd",
            "directory",
            "transcript_path",
            "model",
            "to_model",
            "llm_request",
            "llm_request.model");

    /// Fields whose presence tells Copilot's events apart; what is in them is not read.
    private static final Set<String> MARKS =
            Set.of("prompt", "source", "toolName", "toolResult", "error", "stopReason", "reason", "agentName");

    private static final JsonBody JSON = new JsonBody(Limits.MAX_CONTENT_DEPTH);

    private HookReader() {}

    /// @return empty if the body is not one JSON object
    public static Optional<HookCall> read(HookAgent agent, byte[] body) {
        AtomicReference<HookCall> call = new AtomicReference<>();
        EventFormat.Outcome outcome = JSON.read(new EventFormat.Body(body, ""), json -> {
            UnexpectedJson.unless(JsonToken.START_OBJECT, json, "a hook's body must be a JSON object");
            call.set(call(agent, json));
            return new EventCollector().events(false);
        });
        return outcome instanceof EventFormat.Events ? Optional.ofNullable(call.get()) : Optional.empty();
    }

    private static HookCall call(HookAgent agent, JsonParser json) throws IOException {
        PickedFields.Reader reader = new PickedFields.Reader(FIELDS);
        Set<String> marks = new HashSet<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (MARKS.contains(name)) {
                marks.add(name);
            }
            reader.take(name, json);
        }
        PickedFields fields = reader.done();
        String event = event(agent, fields, marks);
        return new HookCall(
                agent,
                Names.clean(event),
                agent.momentOf(event),
                Names.clean(first(fields, "session_id", "sessionId", "sessionID")),
                Names.clean(first(fields, "agent_id", "agentId")),
                Names.clean(first(fields, "to_model", "model", "llm_request.model")),
                WorkspaceName.of(first(fields, "cwd", "directory"), fields.text("transcript_path")));
    }

    private static String event(HookAgent agent, PickedFields fields, Set<String> marks) {
        String named = first(fields, "hook_event_name", "hookName");
        return named.isEmpty() && agent == HookAgent.COPILOT ? copilotEvent(marks) : named;
    }

    /// Copilot's camelCase bodies tell their event only by their fields.
    private static String copilotEvent(Set<String> marks) {
        if (marks.contains("toolName")) {
            return marks.contains("toolResult") || marks.contains("error") ? "postToolUse" : "preToolUse";
        }
        if (marks.contains("prompt")) {
            return "userPromptSubmitted";
        }
        if (marks.contains("source")) {
            return "sessionStart";
        }
        if (marks.contains("stopReason")) {
            return marks.contains("agentName") ? "subagentStop" : "agentStop";
        }
        if (marks.contains("error")) {
            return "errorOccurred";
        }
        return marks.contains("reason") ? "sessionEnd" : "";
    }

    private static String first(PickedFields fields, String... names) {
        for (String name : names) {
            String text = fields.text(name);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
