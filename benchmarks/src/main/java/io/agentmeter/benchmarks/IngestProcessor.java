package io.agentmeter.benchmarks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.ingest.IngestHandler;
import io.agentmeter.functions.library.control.InMemoryReceipts;
import io.agentmeter.functions.library.events.DynamoDbEventStore;
import io.agentmeter.functions.library.events.EventWrites;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.tokens.Principal;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

/// Processor time of ingest on one thread: from a request's body to the statements for DynamoDB and the answer.
/// Parsing, checking, merging and making of items are the real ones; behind them is a client that takes everything.
public final class IngestProcessor {
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final int ROUNDS = 5;
    private static final Principal AGENT = new Principal("bench", Set.of(Scope.INGEST), null);

    private IngestProcessor() {}

    /// What is posted: how many events one body has, and the body of a POST of this number.
    private record Shape(String name, String path, int events, LongFunction<String> body) {}

    public static void main(String[] arguments) {
        for (Shape shape : List.of(
                new Shape("native JSON, 1 event", "/v1/events", 1, post -> nativeJson(post, 1)),
                new Shape("native JSON, 20 events", "/v1/events", 20, post -> nativeJson(post, 20)),
                new Shape("native JSON, 500 events", "/v1/events", 500, post -> nativeJson(post, 500)),
                new Shape("OTLP JSON, 20 log records", "/v1/logs", 20, post -> otlpJson(post, 20)))) {
            measure(shape);
        }
    }

    private static void measure(Shape shape) {
        IngestHandler handler = IngestHandler.over(
                new DynamoDbEventStore(
                        new TakesEverything(),
                        "events",
                        Duration.ofDays(90),
                        Clock.systemUTC(),
                        EventWrites.STATEMENTS),
                new InMemoryReceipts(),
                _ -> {},
                Clock.systemUTC());
        long post = run(handler, shape, 0, WARM_UP).posts();
        double best = 0;
        StringBuilder all = new StringBuilder();
        for (int round = 0; round < ROUNDS; round++) {
            Round done = run(handler, shape, post, ROUND);
            post += done.posts();
            double perSecond = done.posts() * shape.events() * 1e9 / done.processorNanos();
            best = Math.max(best, perSecond);
            all.append(String.format(Locale.ROOT, " %,.0f", perSecond));
        }
        System.out.printf(
                Locale.ROOT,
                "%-28s %,9.0f events per second of one processor (%.1f µs each); rounds:%s%n",
                shape.name(),
                best,
                1e6 / best,
                all);
    }

    private record Round(long posts, long processorNanos) {}

    private static Round run(IngestHandler handler, Shape shape, long first, Duration howLong) {
        long until = System.nanoTime() + howLong.toNanos();
        long processor = 0;
        long posts = 0;
        while (System.nanoTime() < until) {
            APIGatewayV2HTTPEvent event = Events.by(AGENT, "POST", shape.path());
            event.setBody(shape.body().apply(first + posts));
            long before = threadTime();
            APIGatewayV2HTTPResponse answer = handler.handleRequest(event, NoContext.INSTANCE);
            processor += threadTime() - before;
            if (answer.getStatusCode() != 200) {
                throw new IllegalStateException(answer.getBody());
            }
            posts++;
        }
        return new Round(posts, processor);
    }

    private static long threadTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String nativeJson(long post, int events) {
        return IntStream.range(0, events)
                .mapToObj(number -> """
                        {"id":"req_%d_%d","kind":"model_request","time":"%s","agent":"claude-code","session":"5e551000-0000-4000-8000-%012d",\
                        "project":"shop","user":"ann@example.com","model":"claude-sonnet-5-5","tokens":{"freshInput":12,"cacheRead":9400,\
                        "cacheWrite":18200,"output":%d},"estimatedCostUsd":"0.049564","durationMs":4210,"turn":"9a0e"}""".formatted(post, number, Instant.now(), post % 40, number % 700))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    private static String otlpJson(long post, int events) {
        long nanos = System.currentTimeMillis() * 1_000_000;
        return IntStream.range(0, events)
                .mapToObj(number -> """
                        {"timeUnixNano":"%d","body":{"stringValue":"claude_code.api_request"},"attributes":[\
                        {"key":"event.name","value":{"stringValue":"api_request"}},\
                        {"key":"event.timestamp","value":{"stringValue":"%s"}},{"key":"event.sequence","value":{"intValue":"%d"}},\
                        {"key":"session.id","value":{"stringValue":"5e551000-0000-4000-8000-%012d"}},\
                        {"key":"user.email","value":{"stringValue":"ann@example.com"}},{"key":"prompt.id","value":{"stringValue":"9a0e"}},\
                        {"key":"request_id","value":{"stringValue":"req_%d_%d"}},{"key":"model","value":{"stringValue":"claude-sonnet-5-5"}},\
                        {"key":"input_tokens","value":{"stringValue":"12"}},{"key":"output_tokens","value":{"stringValue":"310"}},\
                        {"key":"cache_read_tokens","value":{"stringValue":"9400"}},{"key":"cache_creation_tokens","value":{"stringValue":"1820"}},\
                        {"key":"cost_usd","value":{"stringValue":"0.0495"}},{"key":"cost_usd_micros","value":{"stringValue":"49500"}},\
                        {"key":"duration_ms","value":{"stringValue":"4210"}}]}""".formatted(nanos, Instant.now(), number, post % 40, post, number))
                .collect(Collectors.joining(
                        ",",
                        "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"claude-code\"}}]},"
                                + "\"scopeLogs\":[{\"scope\":{\"name\":\"com.anthropic.claude_code.events\"},\"logRecords\":[",
                        "]}]}]}"));
    }

    /// Every event is new to it.
    private static final class TakesEverything implements DynamoDbClient {
        @Override
        public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
            return BatchExecuteStatementResponse.builder()
                    .responses(request.statements().stream()
                            .map(_ -> BatchStatementResponse.builder().build())
                            .toList())
                    .build();
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            return BatchGetItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
