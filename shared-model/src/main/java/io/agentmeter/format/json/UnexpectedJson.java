package io.agentmeter.format.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// JSON of another shape than the format's. Caught in one place, [JsonBody], which makes it an answer.
public final class UnexpectedJson extends IOException {
    private final String reason;
    private final transient JsonLocation location;

    private UnexpectedJson(String reason, JsonLocation location) {
        super(reason);
        this.reason = reason;
        this.location = location;
    }

    /// Fails unless the parser stands on this token.
    public static void unless(JsonToken expected, JsonParser json, String reason) throws UnexpectedJson {
        if (json.currentToken() != expected) {
            throw new UnexpectedJson(reason, json.currentTokenLocation());
        }
    }

    String reason() {
        return reason;
    }

    JsonLocation location() {
        return location;
    }
}
