package io.agentmeter.functions.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.brake.BrakeStores;
import io.agentmeter.functions.library.brake.EarlyHolds;
import io.agentmeter.functions.library.control.InMemoryPlanStore;
import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.functions.library.control.Receipts;
import io.agentmeter.functions.library.events.EventStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metrics;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.tokens.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/// Lambda entry of everything that agents post and ask.
public final class IngestHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final Duration HOOK_LIMIT = Duration.ofMillis(800);

    private final HttpFront front;
    private final Delivery delivery;
    private final Mcp mcp;
    private final BudgetAnswers budgets;

    public IngestHandler() {
        this(IngestWiring.parts(LambdaEnvironment.current()));
    }

    /// A handler over the given stores, without AWS; callers are those that an authorizer in front has let pass.
    ///
    /// @param lines takes the lines of the log
    public static IngestHandler over(EventStore events, Receipts receipts, Consumer<String> lines, Clock clock) {
        return over(
                events,
                receipts,
                BrakeStores.inMemory(new InMemoryRollupStore()),
                new InMemoryPlanStore(),
                HOOK_LIMIT,
                lines,
                clock);
    }

    /// The same with budgets; days are those of the clock's zone.
    ///
    /// @param hookLimit how long an agent that asks may be kept waiting
    public static IngestHandler over(
            EventStore events,
            Receipts receipts,
            BrakeStores stores,
            PlanStore plans,
            Duration hookLimit,
            Consumer<String> lines,
            Clock clock) {
        String name = Functions.INGEST.label();
        return new IngestHandler(IngestWiring.parts(
                Admission.believingAuthorizer(),
                new IngestService(events),
                receipts,
                stores,
                plans,
                new IngestWiring.Rules(
                        new OrganisationCalendar(clock.getZone()), hookLimit, EarlyHolds.BEFORE_ANSWER, "none"),
                Metrics.to(lines, name, clock),
                Log.to(lines, name, clock),
                clock));
    }

    IngestHandler(IngestWiring.Parts parts) {
        this.front = parts.front();
        this.delivery = parts.delivery();
        this.mcp = parts.mcp();
        this.budgets = parts.budgets();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return front.handle(event, this::answer);
    }

    private HttpAnswer answer(HttpRequest request, Routes.Route route, Principal caller) {
        return switch (route.path()) {
            case "/v1/mcp" -> mcp.answer(request, caller);
            case "/v1/budget-state" -> budgets.state(request, caller);
            case "/v1/statusline" -> budgets.statusLine(request, caller);
            default -> delivery.answer(request, caller);
        };
    }
}
