package io.agentmeter.collector.hook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.agentmeter.hook.HookCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What of a hook's payload leaves the machine: the fields on this list, and nothing that is not on it. Prompts, tools'
/// input and output, messages and whatever a later version adds stay here.
final class HookContent {
    private static final String EVENT = "hook_event_name";

    private static final Set<String> NAMES = Set.of(
            EVENT,
            "session_id",
            "sessionId",
            "sessionID",
            "agent_id",
            "agentId",
            "agent_type",
            "cwd",
            "directory",
            "transcript_path",
            "model",
            "from_model",
            "to_model",
            "prompt_id",
            "turn_id",
            "tool_name",
            "toolName",
            "tool_use_id",
            "task_id",
            "duration_ms",
            "timestamp");

    /// Fields that some events use for a word and others for a text of somebody: only a word goes.
    private static final Set<String> WORDS =
            Set.of("hookName", "error", "reason", "source", "stopReason", "permission_mode", "trigger");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_-]{1,40}");
    private static final String REQUEST = "llm_request";
    private static final int LONGEST = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    private HookContent() {}

    /// @param body was readable as a call
    static byte[] stripped(byte[] body, HookCall call) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonParser json = JSON.createParser(body);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            json.nextToken();
            out.writeStartObject();
            Set<String> written = new HashSet<>();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                if (name.equals(REQUEST) && json.currentToken() == JsonToken.START_OBJECT) {
                    copyModel(json, out, written.add(name));
                } else if (json.currentToken().isScalarValue() && mayGo(name, json) && written.add(name)) {
                    out.writeFieldName(name);
                    out.copyCurrentEvent(json);
                } else {
                    json.skipChildren();
                }
            }
            // Copilot's camelCase bodies tell their event by fields that stay here.
            if (!written.contains(EVENT) && !call.event().isEmpty()) {
                out.writeStringField(EVENT, call.event());
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static boolean mayGo(String name, JsonParser json) throws IOException {
        if (NAMES.contains(name)) {
            return json.currentToken() != JsonToken.VALUE_STRING || json.getTextLength() <= LONGEST;
        }
        return WORDS.contains(name)
                && json.currentToken() == JsonToken.VALUE_STRING
                && WORD.matcher(json.getText()).matches();
    }

    private static void copyModel(JsonParser json, JsonGenerator out, boolean first) throws IOException {
        String model = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (name.equals("model") && value == JsonToken.VALUE_STRING && json.getTextLength() <= LONGEST) {
                model = json.getText();
            } else {
                json.skipChildren();
            }
        }
        if (first && !model.isEmpty()) {
            out.writeObjectFieldStart(REQUEST);
            out.writeStringField("model", model);
            out.writeEndObject();
        }
    }
}
