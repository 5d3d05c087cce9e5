package io.agentmeter.functions.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.functions.library.http.Parameters.Range;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The body of `POST /v1/audits`.
record AuditRequest(Range range, boolean repair) {
    private static final int MOST_BYTES = 10_000;
    private static final JsonMapper JSON = new JsonMapper();

    /// What became of a body.
    sealed interface Reading {
        record Understood(AuditRequest request) implements Reading {}

        record Refused(HttpError error) implements Reading {}
    }

    /// @throws io.agentmeter.functions.library.http.InvalidParameters naming every field that makes no sense
    static Reading read(byte[] body) {
        if (body.length > MOST_BYTES) {
            return new Reading.Refused(HttpError.tooLarge("an order of an audit has at most " + MOST_BYTES + " bytes"));
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json == null || !json.isObject()) {
                return new Reading.Refused(HttpError.unreadableBody("the body must be a JSON object"));
            }
            return new Reading.Understood(read(json));
        } catch (JsonProcessingException malformed) {
            return new Reading.Refused(HttpError.unreadableBody("the body is not JSON"));
        } catch (IOException impossible) {
            return new Reading.Refused(HttpError.unreadableBody("the body cannot be read"));
        }
    }

    private static AuditRequest read(JsonNode json) {
        Map<String, List<String>> texts = new HashMap<>();
        for (String name : List.of("start", "end")) {
            if (json.path(name).isTextual()) {
                texts.put(name, List.of(json.path(name).textValue()));
            }
        }
        Parameters parameters = new Parameters(texts);
        JsonNode repair = json.path("repair");
        if (!repair.isMissingNode() && !repair.isBoolean()) {
            parameters.wrong("repair", "must be true or false");
        }
        Range range = parameters.range();
        parameters.check();
        return new AuditRequest(range, repair.booleanValue());
    }
}
