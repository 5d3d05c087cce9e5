package io.agentmeter.functions.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.BudgetJson;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import java.io.IOException;
import java.util.function.Function;

/// The body of a request: one JSON object.
final class JsonBody {
    private static final int MOST_BYTES = 100_000;

    private JsonBody() {}

    static HttpAnswer read(byte[] body, Function<JsonNode, HttpAnswer> work) {
        if (body.length > MOST_BYTES) {
            return HttpAnswer.error(HttpError.tooLarge("a body has at most " + MOST_BYTES + " bytes"));
        }
        JsonNode json;
        try {
            json = BudgetJson.MAPPER.readTree(body);
        } catch (JsonProcessingException malformed) {
            return HttpAnswer.error(HttpError.unreadableBody("the body is not JSON"));
        } catch (IOException impossible) {
            return HttpAnswer.error(HttpError.unreadableBody("the body cannot be read"));
        }
        return json == null || !json.isObject()
                ? HttpAnswer.error(HttpError.unreadableBody("the body must be a JSON object"))
                : work.apply(json);
    }
}
