package io.agentmeter.functions.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.format.EventFormat.Rejection;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;

/// Answers of `POST /v1/events`: counts, and every rejected event with its place, field and reason.
record NativeAnswers() implements AnswerShape {
    @Override
    public HttpAnswer result(IngestService.Result result) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("accepted", result.accepted());
        body.put("merged", result.merged());
        body.put("duplicate", result.duplicate());
        ArrayNode rejected = body.putArray("rejected");
        for (Rejection rejection : result.rejected()) {
            ObjectNode one = rejected.addObject().put("index", rejection.index());
            if (rejection.idOrNull() != null) {
                one.put("id", rejection.idOrNull());
            }
            one.put("field", rejection.field()).put("reason", rejection.reason());
        }
        boolean allWrong = result.keptNothing() && !result.rejected().isEmpty();
        return HttpAnswer.json(allWrong ? 400 : 200, body);
    }

    @Override
    public HttpAnswer error(HttpError error) {
        return HttpAnswer.error(error);
    }
}
