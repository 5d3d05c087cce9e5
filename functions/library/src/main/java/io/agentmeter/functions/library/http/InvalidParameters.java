package io.agentmeter.functions.library.http;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Parameters that make no sense, all of them. Thrown out of a function's work and answered by [HttpFront] as 400.
public final class InvalidParameters extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpError error;

    /// @param problems what is wrong, by parameter
    InvalidParameters(SortedMap<String, String> problems) {
        super("invalid parameters: " + problems.keySet());
        List<String> sentences = problems.entrySet().stream()
                .map((Map.Entry<String, String> problem) -> problem.getKey() + " " + problem.getValue())
                .collect(Collectors.toList());
        this.error = HttpError.invalidParameter(String.join("; ", sentences), String.join(", ", problems.keySet()));
    }

    public HttpError error() {
        return error;
    }
}
