package io.agentmeter.functions.budget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.FieldProblem;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import java.util.List;
import java.util.stream.Collectors;

/// Answers to what an administrator cannot have meant.
final class Problems {
    private Problems() {}

    /// 422 with every field that is wrong.
    static HttpAnswer invalid(String code, List<FieldProblem> problems) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error");
        error.put("code", code);
        error.put(
                "message",
                problems.stream()
                        .map(problem -> problem.field() + " " + problem.reason())
                        .collect(Collectors.joining("; ")));
        ArrayNode fields = error.putArray("fields");
        problems.forEach(
                problem -> fields.addObject().put("field", problem.field()).put("reason", problem.reason()));
        return HttpAnswer.json(422, body);
    }

    /// 409: somebody else changed it first.
    static HttpAnswer conflict(String what, long current) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("code", "version_conflict")
                .put("message", "this " + what + " has changed; its version is " + current)
                .put("at", "version")
                .put("next", "read it again, apply your change and send the new version")
                .put("currentVersion", current);
        return HttpAnswer.json(409, body);
    }

    static HttpAnswer notFound(String what) {
        return HttpAnswer.error(HttpError.notFound("there is no " + what));
    }
}
