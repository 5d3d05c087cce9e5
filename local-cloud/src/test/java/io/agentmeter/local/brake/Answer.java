package io.agentmeter.local.brake;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.TreeMap;

/// What the cloud said.
///
/// @param text as it came
/// @param json the same if it is JSON; missing otherwise
record Answer(int status, String text, JsonNode json, HttpHeaders headers) {
    JsonNode at(String path) {
        return json.at(path);
    }

    String text(String path) {
        return json.at(path).asText();
    }

    /// Of a hook's answer.
    String verdict() {
        return headers.firstValue("agentmeter-verdict").orElse("");
    }

    /// What is wrong with each field, of an answer that refuses.
    Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        json.at("/error/fields")
                .forEach(problem -> problems.merge(
                        problem.path("field").asText(), problem.path("reason").asText(), (a, b) -> a + "; " + b));
        return problems;
    }

    @Override
    public String toString() {
        return status + " " + text;
    }
}
