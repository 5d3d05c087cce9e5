package io.agentmeter.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Compares JSON with what was expected of it. Fields that nobody expected anything of are passed over.
final class Differences {
    private Differences() {}

    /// One line for each field that is not as expected.
    static List<String> of(String at, JsonNode ours, JsonNode expected) {
        List<String> found = new ArrayList<>();
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field ->
                            found.addAll(of(at + "." + field.getKey(), ours.path(field.getKey()), field.getValue())));
        } else if (!expected.isMissingNode() && !ours.asText().equals(expected.asText())) {
            found.add(at + " is " + (ours.isMissingNode() ? "absent" : ours) + " and should be " + expected);
        }
        return found;
    }
}
