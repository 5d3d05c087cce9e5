package io.agentmeter.fuzz;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Routes;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.ingest.IngestHandler;
import io.agentmeter.functions.library.control.InMemoryReceipts;
import io.agentmeter.functions.library.events.InMemoryEventStore;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.functions.library.tokens.PrincipalContext;
import io.agentmeter.functions.query.QueryHandler;
import io.agentmeter.functions.report.ReportHandler;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// Whole functions over stores in memory, asked as API Gateway asks them.
final class Handlers {
    static final List<byte[]> QUESTIONS = List.of(
            bytes("/v1/summary?start=2026-11-20&end=2026-11-20&groupBy=model&project=shop"),
            bytes("/v1/sessions?start=2026-11-19&end=2026-11-21&sort=cost&limit=1"),
            bytes("/v1/sessions?start=2026-11-19&end=2026-11-21&limit=1&cursor=MTphOmI"),
            bytes("/v1/sessions/5e551000-0000-4000-8000-000000000001?cursor=MTAw"),
            bytes("/v1/cubes/2026-11-20"),
            bytes("/v1/tasks?start=2026-11-20&end=2026-11-20"),
            bytes("/v1/live"),
            bytes("/healthz?deep=true"));

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final List<String> ROUTES =
            List.of("/v1/logs", "/v1/metrics", "/v1/traces", "/v1/events", "/v1/hooks/claude-code", "/v1/hooks/other");
    private static final List<String> TYPES =
            List.of("application/json", "application/x-protobuf", "application/grpc", "", "text/plain; charset=x");
    private static final List<String> ENCODINGS = List.of("", "gzip", "x-gzip", "deflate", "br", "GZIP ");

    private static final Context NO_CONTEXT = (Context)
            Proxy.newProxyInstance(Handlers.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });
    private static final Folding FOLDING = new Folding(
            new OrganisationCalendar(ZoneOffset.UTC), new Pricer(PriceBook.standard(), CostPolicy.REPORTED));
    private static final InMemoryRollupStore USAGE = usage();
    private static final QueryHandler QUERY = QueryHandler.over(USAGE, CLOCK);

    private Handlers() {}

    /// What became of a POST.
    record Posted(int status, String body, List<UsageEvent> events, List<String> lines) {}

    /// The last four bytes choose route, content type, encoding and whether the rest is zipped before it is sent.
    static Posted post(byte[] input) {
        int size = Math.max(0, input.length - 4);
        byte[] choice = Arrays.copyOf(Arrays.copyOfRange(input, size, input.length), 4);
        byte[] body = Arrays.copyOf(input, size);
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", of(TYPES, choice[1]));
        headers.put("Content-Encoding", of(ENCODINGS, choice[2]));
        return post(of(ROUTES, choice[0]), choice[3] % 2 == 0 ? body : zipped(body), headers);
    }

    /// Bodies with a choice behind them that fits some of them.
    static List<byte[]> posts(List<byte[]> bodies) {
        List<byte[]> posts = new ArrayList<>();
        for (int index = 0; index < bodies.size(); index++) {
            byte[] body = bodies.get(index);
            byte[] post = Arrays.copyOf(body, body.length + 4);
            post[body.length] = (byte) index;
            post[body.length + 1] = (byte) (body[0] == '{' ? 0 : 1);
            posts.add(post);
        }
        return List.copyOf(posts);
    }

    static Posted post(String route, byte[] body, Map<String, String> headers) {
        InMemoryEventStore events = new InMemoryEventStore();
        List<String> lines = new ArrayList<>();
        IngestHandler handler = IngestHandler.over(events, new InMemoryReceipts(), lines::add, CLOCK);
        APIGatewayV2HTTPResponse answer =
                handler.handleRequest(request("POST", route, "", body, headers, Routes.Scope.INGEST), NO_CONTEXT);
        BrokenPromise.unless(
                Set.of(200, 400, 404, 413).contains(answer.getStatusCode()), "answered " + answer.getStatusCode());
        new AggregateService(new InMemoryRollupStore(), FOLDING).aggregate(events.changes());
        return new Posted(answer.getStatusCode(), answer.getBody(), events.events(), lines);
    }

    static void ask(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
        APIGatewayV2HTTPResponse answer =
                QUERY.handleRequest(request("GET", path, query, new byte[0], Map.of(), Routes.Scope.READ), NO_CONTEXT);
        BrokenPromise.unless(
                Set.of(200, 304, 400, 403, 404).contains(answer.getStatusCode()), "answered " + answer.getStatusCode());
    }

    static void order(byte[] body) {
        APIGatewayV2HTTPResponse answer = ReportHandler.over(USAGE, CLOCK)
                .handleRequest(request("POST", "/v1/reports", "", body, Map.of(), Routes.Scope.READ), NO_CONTEXT);
        BrokenPromise.unless(
                Set.of(201, 400, 413).contains(answer.getStatusCode()), "answered " + answer.getStatusCode());
    }

    private static InMemoryRollupStore usage() {
        InMemoryRollupStore rollups = new InMemoryRollupStore();
        for (byte[] body : Seeds.contracts(name -> name.matches(".*(otlp-logs|parallel-sessions/.*)\\.json"))) {
            if (Target.read("/v1/logs", body, Target.JSON) instanceof EventFormat.Events read) {
                new AggregateService(rollups, FOLDING)
                        .aggregate(read.events().stream()
                                .map(EventFormat.Indexed::event)
                                .toList());
            }
        }
        return rollups;
    }

    private static APIGatewayV2HTTPEvent request(
            String method, String path, String query, byte[] body, Map<String, String> headers, Routes.Scope scope) {
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey("$default")
                .withRawPath(path)
                .withRawQueryString(query)
                .withHeaders(headers)
                .withBody(Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withRequestId("fuzz")
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .build())
                        .withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                                .withLambda(PrincipalContext.write(new Principal("ann", Set.of(scope), null)))
                                .build())
                        .build())
                .build();
    }

    static byte[] zipped(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static String of(List<String> choices, byte choice) {
        return choices.get((choice & 0xff) % choices.size());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
