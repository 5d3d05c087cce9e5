package io.agentmeter.corpus;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Routes;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.ingest.IngestHandler;
import io.agentmeter.functions.library.control.InMemoryReceipts;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.events.InMemoryEventStore;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.functions.library.tokens.PrincipalContext;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.report.Filters;
import io.agentmeter.report.Totals;
import io.agentmeter.report.TotalsJson;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Everything that counts, joined in one process: the ingest handler, the stores in memory, the aggregator and the
/// totals that the API answers with.
final class Meter {
    /// What counts as work inside a session, as the settings have it unless told otherwise.
    private static final int IDLE_GAP_MINUTES = 5;

    /// Nothing is known of the invocation, and the handler does not ask.
    private static final Context NO_CONTEXT = (Context)
            Proxy.newProxyInstance(Meter.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private static final Principal AGENT = new Principal("", Set.of(Routes.Scope.INGEST), null);
    private static final PriceBook PRICES = PriceBook.standard();

    private final InMemoryEventStore events = new InMemoryEventStore();
    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final IngestHandler ingest =
            IngestHandler.over(events, new InMemoryReceipts(), _ -> {}, new SetClock(now::get));
    private final AggregateService aggregate;
    private int aggregated;

    Meter(ZoneId zone) {
        Pricer pricer = new Pricer(PRICES, CostPolicy.REPORTED);
        this.aggregate = new AggregateService(rollups, new Folding(new OrganisationCalendar(zone), pricer));
    }

    /// One POST by an agent; its events are aggregated before it is answered.
    synchronized APIGatewayV2HTTPResponse post(String route, byte[] body, Map<String, String> headers, Instant at) {
        now.set(at);
        APIGatewayV2HTTPResponse answer = ingest.handleRequest(request(route, body, headers), NO_CONTEXT);
        List<UsageEvent> changes = events.changes();
        aggregate.aggregate(changes.subList(aggregated, changes.size()));
        aggregated = changes.size();
        return answer;
    }

    /// @param start first day
    /// @param end last day
    ObjectNode totals(LocalDate start, LocalDate end) {
        List<LocalDate> days = start.datesUntil(end.plusDays(1)).toList();
        return TotalsJson.write(Totals.of(new DayReader(rollups).all(days), Filters.NONE, IDLE_GAP_MINUTES));
    }

    private static APIGatewayV2HTTPEvent request(String route, byte[] body, Map<String, String> headers) {
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey("$default")
                .withRawPath(route)
                .withRawQueryString("")
                .withHeaders(headers)
                .withBody(Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withRequestId("corpus")
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod("POST")
                                .build())
                        .withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                                .withLambda(PrincipalContext.write(AGENT))
                                .build())
                        .build())
                .build();
    }
}
