package io.agentmeter.functions.plan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.functions.library.control.RateLimitHits;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.plan.PlanAccount;
import java.time.Clock;
import java.time.Instant;

/// Takes what status lines report of plan windows, shows all accounts, and lets administrators write about them.
public final class PlanHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    record Parts(HttpFront front, PlanStore plans, RateLimitHits hits, PlanTermsService terms, Clock clock) {}

    private final Parts parts;

    public PlanHandler() {
        this(PlanWiring.parts(LambdaEnvironment.current()));
    }

    PlanHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return parts.front().handle(event, this::answer);
    }

    private HttpAnswer answer(HttpRequest request, Routes.Route route, Principal caller) {
        Instant now = parts.clock().instant();
        if (route.method().equals("GET")) {
            return HttpAnswer.json(200, new PlansAnswer(parts.plans(), parts.hits()).answer(now));
        }
        return switch (JsonObjectBody.read(request.body())) {
            case JsonObjectBody.Reading.Refused(HttpError error) -> HttpAnswer.error(error);
            case JsonObjectBody.Reading.Understood(ObjectNode json) ->
                route.method().equals("PUT")
                        ? write(request.pathParameter("account"), json, caller, now)
                        : report(json, caller, now);
        };
    }

    private HttpAnswer report(ObjectNode json, Principal caller, Instant now) {
        WindowsBody body = WindowsBody.read(json, caller.owner(), now);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("account", body.report().account());
        ArrayNode windows = answer.putArray("windows");
        if (body.isUsable()) {
            PlanAccount account = parts.plans().report(body.report());
            account.windows().forEach((name, reading) -> windows.add(PlanJson.window(name, reading, now)));
        }
        ArrayNode rejected = answer.putArray("rejected");
        body.rejected()
                .forEach((field, reason) ->
                        rejected.addObject().put("field", field).put("reason", reason));
        return HttpAnswer.json(body.isUsable() ? 200 : 400, answer);
    }

    private HttpAnswer write(String account, ObjectNode json, Principal caller, Instant now) {
        if (PlainName.of(account).filter(account::equals).isEmpty()) {
            return HttpAnswer.error(HttpError.invalidParameter("account " + PlainName.RULE, "account"));
        }
        return switch (parts.terms().write(account, TermsBody.read(json), caller.owner(), now)) {
            case PlanTermsService.Outcome.Created(PlanAccount written) -> HttpAnswer.json(201, PlanJson.terms(written));
            case PlanTermsService.Outcome.Changed(PlanAccount written) -> HttpAnswer.json(200, PlanJson.terms(written));
            case PlanTermsService.Outcome.Same(PlanAccount current) -> HttpAnswer.json(200, PlanJson.terms(current));
            case PlanTermsService.Outcome.Conflict(PlanAccount current) -> conflict(current);
        };
    }

    private static HttpAnswer conflict(PlanAccount current) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("error")
                .put("code", "version_conflict")
                .put("message", "somebody changed this account; its version is " + current.version())
                .put("at", "version")
                .put("next", "read it again and repeat the change with that version");
        answer.set("current", PlanJson.terms(current));
        return HttpAnswer.json(409, answer);
    }
}
