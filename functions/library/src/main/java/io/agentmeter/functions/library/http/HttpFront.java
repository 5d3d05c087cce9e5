package io.agentmeter.functions.library.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.tokens.Gate;
import io.agentmeter.functions.library.tokens.Principal;
import java.util.Locale;
import java.util.Optional;

/// What every HTTP function does around its own work: decode, find the route, let the caller pass or not, answer 503
/// when a store does not, and encode.
public final class HttpFront {
    /// A function's own work on a request that may pass.
    @FunctionalInterface
    public interface Work {
        HttpAnswer answer(HttpRequest request, Routes.Route route, Principal caller);
    }

    /// How a function's answers tell what is wrong: JSON as in the API's reference unless the route has its own
    /// way.
    @FunctionalInterface
    public interface ErrorShape {
        HttpAnswer answer(HttpRequest request, HttpError error);
    }

    private final Functions function;
    private final Admission admission;
    private final Log log;
    private final ErrorShape errors;

    public HttpFront(Functions function, Admission admission, Log log) {
        this(function, admission, log, (_, error) -> HttpAnswer.error(error));
    }

    public HttpFront(Functions function, Admission admission, Log log, ErrorShape errors) {
        this.function = function;
        this.admission = admission;
        this.log = log;
        this.errors = errors;
    }

    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event, Work work) {
        HttpRequest request = HttpRequest.of(event);
        return answer(request, work).to(request);
    }

    private HttpAnswer answer(HttpRequest request, Work work) {
        Optional<Routes.Route> route = request.route().filter(found -> found.function() == function);
        if (route.isEmpty()) {
            return errors.answer(request, HttpError.notFound("there is nothing at this address with this method"));
        }
        try {
            return switch (admission.admit(request, route.get())) {
                case Gate.Verdict.Admitted(Principal caller) -> work.answer(request, route.get(), caller);
                case Gate.Verdict.Unknown(String why) -> errors.answer(request, HttpError.unauthorized(why));
                case Gate.Verdict.NotAllowed(Principal _, Routes.Scope wanted) ->
                    errors.answer(
                            request,
                            HttpError.forbidden("this token has not the scope "
                                    + wanted.name().toLowerCase(Locale.ROOT) + ", which "
                                    + route.get().key() + " needs"));
            };
        } catch (InvalidParameters invalid) {
            return errors.answer(request, invalid.error());
        } catch (StoreUnavailable unavailable) {
            log.forRequest(request.requestId())
                    .error("store_unavailable")
                    .with("route", route.get().key())
                    .fault(unavailable)
                    .write();
            return errors.answer(request, HttpError.unavailable("storage did not answer in time"));
        }
    }
}
