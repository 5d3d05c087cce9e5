package io.agentmeter.functions.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.InMemoryDayMarks;
import io.agentmeter.functions.library.control.InMemoryReceipts;
import io.agentmeter.functions.library.files.InMemoryFileStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;

/// Answers the query routes.
public final class QueryHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final HttpFront front;
    private final QueryRouter router;

    public QueryHandler() {
        this(LambdaEnvironment.current());
    }

    private QueryHandler(Map<String, String> environment) {
        QueryWiring wiring = new QueryWiring(environment);
        this.front = wiring.front();
        this.router = wiring.router();
    }

    QueryHandler(HttpFront front, QueryRouter router) {
        this.front = front;
        this.router = router;
    }

    /// A handler over the given rollups and otherwise empty stores, without AWS; days are UTC's.
    public static QueryHandler over(RollupStore rollups, Clock clock) {
        QueryStores stores =
                new QueryStores(rollups, new InMemoryReceipts(), new InMemoryDayMarks(), new InMemoryFileStore());
        OrganisationCalendar calendar = new OrganisationCalendar(ZoneOffset.UTC);
        Pricer pricer = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);
        return new QueryHandler(
                new HttpFront(
                        Functions.QUERY,
                        Admission.believingAuthorizer(),
                        Log.to(_ -> {}, Functions.QUERY.label(), clock)),
                new QueryRouter(stores, new View(calendar, 5, clock), pricer, "none"));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return front.handle(event, router);
    }
}
