package io.agentmeter.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.lambda.FunctionFailure;
import io.agentmeter.local.lambda.Invoker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the authorizer function whether a request may pass, and remembers its answer per token and route for a few
/// seconds.
final class Authorizer {
    private static final Logger LOG = LoggerFactory.getLogger(Authorizer.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;

    /// What becomes of the request.
    sealed interface Decision {
        /// @param context what the authorizer says about the caller
        record Passes(JsonNode context) implements Decision {}

        record UnknownCaller() implements Decision {}

        record MayNot() implements Decision {}

        record Broken(boolean timedOut) implements Decision {}
    }

    private record Known(Decision decision, Instant until) {}

    private final Invoker invoker;
    private final Map<String, Known> remembered = new ConcurrentHashMap<>();

    Authorizer(Invoker invoker) {
        this.invoker = invoker;
    }

    Decision decide(HttpCall call, RouteTable.Match match, Instant now, String requestId) throws InterruptedException {
        Optional<String> token = call.header("authorization").filter(value -> !value.isBlank());
        if (token.isEmpty()) {
            return new Decision.UnknownCaller();
        }
        String key = token.get() + "\n" + match.route().key();
        Known known = remembered.get(key);
        if (known != null && now.isBefore(known.until())) {
            return known.decision();
        }
        Decision decision = ask(GatewayEvents.authorization(call, match, now, requestId, token.get()));
        switch (decision) {
            case Decision.Passes _, Decision.MayNot _ -> remember(key, decision, now);
            case Decision.UnknownCaller _, Decision.Broken _ -> {
                // API Gateway remembers answers only, not errors.
            }
        }
        return decision;
    }

    private void remember(String key, Decision decision, Instant now) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(key, new Known(decision, now.plus(REMEMBERED)));
    }

    private Decision ask(byte[] event) throws InterruptedException {
        try {
            JsonNode answer = Json.read(invoker.invoke(Functions.AUTHORIZE, event));
            return answer.path("isAuthorized").asBoolean(false)
                    ? new Decision.Passes(answer.path("context").isObject() ? answer.get("context") : Json.object())
                    : new Decision.MayNot();
        } catch (FunctionFailure failure) {
            if (failure.reason().equals("Unauthorized")) {
                return new Decision.UnknownCaller();
            }
            LOG.error("the authorizer failed: {}", failure.getMessage());
            return new Decision.Broken(failure.isTimeout());
        } catch (IOException unreadable) {
            LOG.error("the authorizer's answer is not JSON");
            return new Decision.Broken(false);
        }
    }
}
