package io.agentmeter.functions.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.http.HttpError;
import java.io.IOException;

/// A request's body, which must be one JSON object. Numbers stay as exact as they were sent.
final class JsonObjectBody {
    private static final int MOST_BYTES = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonObjectBody() {}

    sealed interface Reading {
        record Understood(ObjectNode json) implements Reading {}

        record Refused(HttpError error) implements Reading {}
    }

    static Reading read(byte[] body) {
        if (body.length > MOST_BYTES) {
            return new Reading.Refused(HttpError.tooLarge("the body has more than " + MOST_BYTES + " bytes"));
        }
        try {
            JsonNode json = JSON.readTree(body);
            return json instanceof ObjectNode object
                    ? new Reading.Understood(object)
                    : new Reading.Refused(HttpError.unreadableBody("the body must be a JSON object"));
        } catch (JsonProcessingException malformed) {
            return new Reading.Refused(HttpError.unreadableBody("the body is not JSON"));
        } catch (IOException impossible) {
            return new Reading.Refused(HttpError.unreadableBody("the body cannot be read"));
        }
    }
}
