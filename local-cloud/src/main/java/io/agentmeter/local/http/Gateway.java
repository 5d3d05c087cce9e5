package io.agentmeter.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.local.lambda.FunctionFailure;
import io.agentmeter.local.lambda.Invoker;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// API Gateway's part: finds the route, asks the authorizer, runs the function, sends its answer on. It checks nothing
/// else itself.
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final RouteTable routes = new RouteTable();
    private final Invoker invoker;
    private final Authorizer authorizer;
    private final Clock clock;

    public Gateway(Invoker invoker, Clock clock) {
        this.invoker = invoker;
        this.authorizer = new Authorizer(invoker);
        this.clock = clock;
    }

    /// The answer of the function behind a route; 404 if there is no such route.
    public HttpAnswer answer(HttpCall call) throws InterruptedException {
        Optional<RouteTable.Match> match = routes.match(call.method(), call.path());
        if (match.isEmpty()) {
            return Problems.notFound(call.method() + " " + call.path());
        }
        Instant now = clock.instant();
        String requestId = UUID.randomUUID().toString();
        return match.get().route().scope() == Scope.NONE
                ? run(call, match.get(), now, requestId, Optional.empty())
                : authorized(call, match.get(), now, requestId);
    }

    private HttpAnswer authorized(HttpCall call, RouteTable.Match match, Instant now, String requestId)
            throws InterruptedException {
        return switch (authorizer.decide(call, match, now, requestId)) {
            case Authorizer.Decision.Passes(JsonNode context) -> run(call, match, now, requestId, Optional.of(context));
            case Authorizer.Decision.UnknownCaller _ -> Problems.unauthorized();
            case Authorizer.Decision.MayNot _ ->
                Problems.forbidden("this token may not use " + match.route().key());
            case Authorizer.Decision.Broken(boolean timedOut) ->
                timedOut ? Problems.unavailable("the authorizer took too long") : Problems.failed();
        };
    }

    private HttpAnswer run(
            HttpCall call, RouteTable.Match match, Instant now, String requestId, Optional<JsonNode> caller)
            throws InterruptedException {
        Functions function = match.route().function();
        try {
            byte[] answer = invoker.invoke(function, GatewayEvents.request(call, match, now, requestId, caller));
            return GatewayAnswers.read(answer).with("apigw-requestid", requestId);
        } catch (FunctionFailure failure) {
            if (failure.isNotNow()) {
                return Problems.unavailable(failure.reason());
            }
            LOG.error("request {} failed: {}", requestId, failure.getMessage());
            return failure.isTimeout() ? Problems.unavailable("the function took too long") : Problems.failed();
        } catch (IOException malformed) {
            LOG.error(
                    "request {}: {} gave a malformed answer: {}", requestId, function.label(), malformed.getMessage());
            return Problems.failed();
        }
    }
}
