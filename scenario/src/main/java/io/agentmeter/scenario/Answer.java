package io.agentmeter.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// What came back from one request.
record Answer(String request, int status, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Answer expectStatus(int... expected) {
        for (int one : expected) {
            if (status == one) {
                return this;
            }
        }
        throw new AssertionError("%s: expected status %s but got %d: %s"
                .formatted(request, java.util.Arrays.toString(expected), status, shortened()));
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError("%s: the answer is not JSON: %s".formatted(request, shortened()), unreadable);
        }
    }

    private String shortened() {
        return body.length() <= 500 ? body : body.substring(0, 500) + "...";
    }
}
