package io.agentmeter.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.http.HttpAnswer;
import io.agentmeter.local.http.HttpCall;
import io.agentmeter.local.http.LocalServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Lambda's Runtime API for one process. Each process has one of its own: the long poll of a process that died stays
/// open for a
/// while and would swallow the next event of a shared one.
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final int BODY_LIMIT = 32 * 1024 * 1024;
    private static final HttpAnswer ACCEPTED = HttpAnswer.text(202, "application/json", "{\"status\":\"OK\"}");
    private static final HttpAnswer TOO_LARGE =
            HttpAnswer.text(413, "application/json", "{\"errorType\":\"RequestEntityTooLarge\"}");

    private record Invocation(String id, byte[] event, CompletableFuture<byte[]> answer) {}

    private final Functions function;
    private final Clock clock;
    private final LocalServer server;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable Invocation running;

    private RuntimeApi(Functions function, Clock clock) throws IOException {
        this.function = function;
        this.clock = clock;
        LocalServer.Limits limits = new LocalServer.Limits(BODY_LIMIT, TOO_LARGE, Duration.ZERO);
        this.server = LocalServer.start("runtime-api", 0, limits, this::answer);
    }

    static RuntimeApi start(Functions function, Clock clock) throws IOException {
        return new RuntimeApi(function, clock);
    }

    /// For `AWS_LAMBDA_RUNTIME_API`.
    String address() {
        return "127.0.0.1:" + server.port();
    }

    /// Done once the process asks for its first event; failed with a [FunctionFailure] if it reports that it
    /// cannot.
    CompletableFuture<Void> ready() {
        return ready;
    }

    /// Hands an event to the process. The answer fails with a [FunctionFailure] if the function does.
    CompletableFuture<byte[]> invoke(byte[] event) {
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        waiting.add(invocation);
        return invocation.answer();
    }

    private HttpAnswer answer(HttpCall call) throws InterruptedException {
        String path = call.path();
        if (path.equals(ROOT + "invocation/next")) {
            ready.complete(null);
            return next();
        }
        if (path.equals(ROOT + "init/error")) {
            ready.completeExceptionally(failure(call.body()));
            return ACCEPTED;
        }
        Optional<Invocation> current = Optional.ofNullable(running);
        if (current.isPresent()
                && path.equals(ROOT + "invocation/" + current.get().id() + "/response")) {
            current.get().answer().complete(call.body());
            return ACCEPTED;
        }
        if (current.isPresent()
                && path.equals(ROOT + "invocation/" + current.get().id() + "/error")) {
            current.get().answer().completeExceptionally(failure(call.body()));
            return ACCEPTED;
        }
        return HttpAnswer.text(404, "application/json", "{\"errorType\":\"NotFound\"}");
    }

    private HttpAnswer next() throws InterruptedException {
        Invocation invocation = waiting.take();
        running = invocation;
        long deadline = clock.millis() + function.timeoutSeconds() * 1_000L;
        return HttpAnswer.of(200, "application/json", invocation.event())
                .with("Lambda-Runtime-Aws-Request-Id", invocation.id())
                .with("Lambda-Runtime-Deadline-Ms", Long.toString(deadline))
                .with("Lambda-Runtime-Invoked-Function-Arn", InvocationContext.arn(function));
    }

    private FunctionFailure failure(byte[] body) {
        try {
            JsonNode error = Json.read(body);
            return new FunctionFailure(
                    function,
                    error.path("errorType").asText("Unknown"),
                    error.path("errorMessage").asText(""));
        } catch (IOException unreadable) {
            return new FunctionFailure(function, "Unknown", "the process sent an unreadable error");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
