package io.agentmeter.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;

/// The answers of the front itself when something is wrong, in the API's error format.
final class Problems {
    private Problems() {}

    static HttpAnswer unauthorized() {
        return problem(401, "unauthorized", "a known token is needed", "send it as \"Authorization: Bearer <token>\"");
    }

    static HttpAnswer forbidden(String message) {
        return problem(403, "forbidden", message, "use a token with the scope that this route needs");
    }

    static HttpAnswer notFound(String what) {
        return problem(404, "not_found", "there is nothing at " + what, "see docs/reference/api.md for the routes");
    }

    static HttpAnswer tooLarge(int limit) {
        return problem(413, "too_large", "the body is longer than " + limit + " bytes", "send it in several requests");
    }

    static HttpAnswer unavailable(String message) {
        return problem(503, "unavailable", message, "try again in a moment").with("retry-after", "1");
    }

    static HttpAnswer failed() {
        return problem(
                500, "failed", "the function failed; its log says why", "see the folder logs in the data folder");
    }

    private static HttpAnswer problem(int status, String code, String message, String next) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message).put("next", next);
        return HttpAnswer.json(status, body);
    }
}
