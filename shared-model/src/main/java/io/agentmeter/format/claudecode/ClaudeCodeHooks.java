package io.agentmeter.format.claudecode;

import com.fasterxml.jackson.core.JsonToken;
import io.agentmeter.format.EventFormat;
import io.agentmeter.format.Limits;
import io.agentmeter.format.json.JsonBody;
import io.agentmeter.format.json.PickedFields;
import io.agentmeter.format.json.UnexpectedJson;

/// Claude Code's hooks over HTTP. The bodies always hold content (prompts, tool input and output, answers, paths); only
/// the fields on the list of [HookMapper] are read, all others are skipped unread.
public final class ClaudeCodeHooks implements EventFormat {
    private static final JsonBody JSON = new JsonBody(Limits.MAX_CONTENT_DEPTH);

    @Override
    public Outcome read(Body body, Receipt receipt) {
        return JSON.read(body, json -> {
            UnexpectedJson.unless(JsonToken.START_OBJECT, json, "a hook's body must be a JSON object");
            return new HookMapper(PickedFields.read(json, HookMapper.FIELDS), receipt).events();
        });
    }
}
