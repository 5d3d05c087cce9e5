package io.agentmeter.local.sns;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request of the AWS Query protocol: a form whose names spell out lists and maps, such as
/// `MessageAttributes.entry.1.Name`.
record QueryRequest(Map<String, String> fields) {
    QueryRequest {
        fields = Map.copyOf(fields);
    }

    static QueryRequest parse(byte[] form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : new String(form, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new QueryRequest(fields);
    }

    String action() {
        return text("Action").orElse("");
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /// @throws TopicFault if the field is absent or empty
    String required(String name) throws TopicFault {
        return text(name).filter(value -> !value.isEmpty()).orElseThrow(() -> TopicFault.invalid(name + " is missing"));
    }

    /// The parts of a list, each as a request of its own: `prefix.1.X`, `prefix.2.X`, ...
    List<QueryRequest> list(String prefix) {
        List<QueryRequest> parts = new ArrayList<>();
        for (int index = 1; ; index++) {
            String start = prefix + "." + index + ".";
            Map<String, String> part = new LinkedHashMap<>();
            fields.forEach((name, value) -> {
                if (name.startsWith(start)) {
                    part.put(name.substring(start.length()), value);
                }
            });
            if (part.isEmpty()) {
                return parts;
            }
            parts.add(new QueryRequest(part));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
