package io.agentmeter.functions.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/// Bodies of requests, and what is said of wrong ones.
final class JsonBody {
    private static final int MOST_BYTES = 64_000;
    private static final JsonMapper JSON = new JsonMapper();

    private JsonBody() {}

    static HttpAnswer read(byte[] body, Function<JsonNode, HttpAnswer> work) {
        if (body.length > MOST_BYTES) {
            return HttpAnswer.error(HttpError.tooLarge("the body may have at most " + MOST_BYTES + " bytes"));
        }
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException malformed) {
            return HttpAnswer.error(HttpError.unreadableBody("the body is not JSON"));
        }
        return json != null && json.isObject()
                ? work.apply(json)
                : HttpAnswer.error(HttpError.unreadableBody("the body must be a JSON object"));
    }

    /// 422, naming every field.
    static HttpAnswer invalid(String code, String message, Map<String, String> problems) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode error = json.putObject("error").put("code", code).put("message", message);
        ArrayNode fields = error.putArray("fields");
        problems.forEach(
                (field, reason) -> fields.addObject().put("field", field).put("reason", reason));
        return HttpAnswer.json(422, json);
    }
}
