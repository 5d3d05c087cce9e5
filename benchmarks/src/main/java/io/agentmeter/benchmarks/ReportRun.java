package io.agentmeter.benchmarks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.functions.report.ReportHandler;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.usage.TokenUsage;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A report of a million requests, as CSV and as JSON, by the real handler over rollups in memory: what the processor
/// does, without the waiting for DynamoDB and S3. Argument: requests (1,000,000).
public final class ReportRun {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final int OF_SESSION = 500;
    private static final Principal READER = new Principal("bench", Set.of(Scope.READ), null);

    private ReportRun() {}

    public static void main(String[] arguments) {
        int requests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        InMemoryRollupStore rollups = new InMemoryRollupStore();
        AggregateService aggregate = new AggregateService(
                rollups,
                new Folding(
                        new OrganisationCalendar(ZoneOffset.UTC),
                        new Pricer(PriceBook.standard(), CostPolicy.REPORTED)));
        for (int session = 0; session < requests / OF_SESSION; session++) {
            aggregate.aggregate(session(session));
        }
        System.out.printf("%,d requests of %,d sessions loaded%n", requests, requests / OF_SESSION);
        ReportHandler handler = ReportHandler.over(rollups, Clock.systemUTC());
        for (String kind : List.of("requests", "daily", "sessions")) {
            for (String format : List.of("csv", "json")) {
                APIGatewayV2HTTPEvent order = Events.by(READER, "POST", "/v1/reports");
                order.setBody("{\"start\":\"%s\",\"end\":\"%s\",\"kind\":\"%s\",\"format\":\"%s\"}"
                        .formatted(DAY.minusDays(1), DAY.plusDays(2), kind, format));
                long begin = System.nanoTime();
                APIGatewayV2HTTPResponse answer = handler.handleRequest(order, NoContext.INSTANCE);
                System.out.printf(
                        Locale.ROOT,
                        "%-9s %-5s %6.2f s   %s%n",
                        kind,
                        format,
                        (System.nanoTime() - begin) / 1e9,
                        answer.getBody().replaceAll(".*(\"rows\":\\d+),(\"bytes\":\\d+).*", "$1 $2"));
                if (answer.getStatusCode() != 201) {
                    throw new IllegalStateException(answer.getBody());
                }
            }
        }
    }

    private static List<UsageEvent> session(int session) {
        Instant start = DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(session * 37L % 70_000);
        Attribution attribution = Attribution.NONE
                .withProject(new Claim(700, "project-" + session % 20))
                .withUser(new Claim(700, "user-" + session % 200 + "@example.com"))
                .withAgent(new Claim(700, "claude-code"));
        List<UsageEvent> events = new ArrayList<>();
        for (int number = 0; number < OF_SESSION; number++) {
            Envelope envelope = new Envelope(
                    new EventId(Kind.MODEL_REQUEST, "req_011C" + session + "x" + number),
                    start.plusMillis(number * 30_000L + 480),
                    "5e551000-0000-4000-8000-" + String.format(Locale.ROOT, "%012d", session),
                    attribution,
                    Set.of(Source.OTLP),
                    true);
            TokenUsage tokens = TokenUsage.of(12 + number % 50, 9_400 + number, 1_820 + number % 7, 310 + number % 11);
            events.add(new ModelRequest(
                    envelope, ModelRequest.Facts.of(Claim.of(Source.OTLP, "claude-sonnet-5-5"), tokens)));
        }
        return events;
    }
}
