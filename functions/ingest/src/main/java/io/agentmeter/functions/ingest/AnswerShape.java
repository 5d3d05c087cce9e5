package io.agentmeter.functions.ingest;

import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.HttpRequest;

/// How a route tells its sender what became of a delivery: each kind of sender reads another language.
interface AnswerShape {
    HttpAnswer result(IngestService.Result result);

    HttpAnswer error(HttpError error);

    /// The shape of the route that a request came by.
    static AnswerShape of(HttpRequest request) {
        return switch (request.path()) {
            case "/v1/logs" -> OtlpAnswers.of(request, "rejectedLogRecords");
            case "/v1/metrics" -> OtlpAnswers.of(request, "rejectedDataPoints");
            case "/v1/traces" -> OtlpAnswers.of(request, "rejectedSpans");
            case "/v1/events" -> new NativeAnswers();
            default -> new HookAnswers();
        };
    }
}
