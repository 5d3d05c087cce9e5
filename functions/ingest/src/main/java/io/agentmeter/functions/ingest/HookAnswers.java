package io.agentmeter.functions.ingest;

import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;

/// Answers to agents' hooks where no budget is asked: an empty object lets the agent go on.
record HookAnswers() implements AnswerShape {
    @Override
    public HttpAnswer result(IngestService.Result result) {
        return HttpAnswer.jsonText(200, "{}");
    }

    @Override
    public HttpAnswer error(HttpError error) {
        return HttpAnswer.error(error);
    }
}
