package io.agentmeter.local.http;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP server on 127.0.0.1 that hands whole requests to plain code, each on a virtual thread.
public final class LocalServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    /// Answers one request.
    @FunctionalInterface
    public interface Answerer {
        HttpAnswer answer(HttpCall call) throws InterruptedException;
    }

    /// @param body longest body in bytes
    /// @param tooLarge what a longer one is answered with
    /// @param idle how long a connection may rest; zero for ever
    public record Limits(int body, HttpAnswer tooLarge, Duration idle) {}

    private final Server server;
    private final ServerConnector connector;
    private final AtomicInteger running = new AtomicInteger();

    private LocalServer(String name, int port, Limits limits, Answerer answerer) {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName(name);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory()));
        this.server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // Identities may hold an encoded slash, which is refused by default; every path here is matched segment by
        // segment.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(limits.idle().toMillis());
        server.addConnector(connector);
        // No grace when stopping: idle connections would use all of it up.
        server.setStopTimeout(0);
        server.setHandler(new WholeRequests(limits.body(), limits.tooLarge(), call -> counted(answerer, call)));
    }

    /// @param port 0 for any free one
    /// @throws IOException if the port is taken
    public static LocalServer start(String name, int port, Limits limits, Answerer answerer) throws IOException {
        LocalServer started = new LocalServer(name, port, limits, answerer);
        try {
            started.server.start();
        } catch (IOException busy) {
            started.close();
            throw busy;
        } catch (Exception failed) {
            // Jetty declares any exception; whatever it is, the caller cannot go on without a server.
            started.close();
            throw new IOException(name + " could not start", failed);
        }
        return started;
    }

    private HttpAnswer counted(Answerer answerer, HttpCall call) throws InterruptedException {
        running.incrementAndGet();
        try {
            return answerer.answer(call);
        } finally {
            running.decrementAndGet();
        }
    }

    /// Waits until no request is being answered, or the time is up.
    public void awaitQuiet(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (running.get() > 0 && System.nanoTime() < until) {
            Thread.sleep(Duration.ofMillis(10));
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            LOG.debug("an HTTP server did not stop cleanly", failed);
        }
    }

    private static final class WholeRequests extends Handler.Abstract {
        private final int bodyLimit;
        private final HttpAnswer tooLarge;
        private final Answerer answerer;

        private WholeRequests(int bodyLimit, HttpAnswer tooLarge, Answerer answerer) {
            this.bodyLimit = bodyLimit;
            this.tooLarge = tooLarge;
            this.answerer = answerer;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws IOException, InterruptedException {
            byte[] body = request.getLength() > bodyLimit
                    ? new byte[bodyLimit + 1]
                    : Content.Source.asInputStream(request).readNBytes(bodyLimit + 1);
            HttpAnswer answer = body.length > bodyLimit ? tooLarge : answerer.answer(call(request, body));
            response.setStatus(answer.status());
            answer.headers().forEach(header -> response.getHeaders().add(header.name(), header.value()));
            if (body.length > bodyLimit) {
                // What is left of the body is not read, so the connection cannot be used again.
                response.getHeaders().put("connection", "close");
            }
            response.write(true, ByteBuffer.wrap(answer.body()), callback);
            return true;
        }

        private static HttpCall call(Request request, byte[] body) {
            List<HttpCall.Header> headers = new ArrayList<>();
            for (HttpField field : request.getHeaders()) {
                headers.add(new HttpCall.Header(field.getName(), field.getValue() == null ? "" : field.getValue()));
            }
            String query = request.getHttpURI().getQuery();
            return new HttpCall(
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    query == null ? "" : query,
                    request.getConnectionMetaData().getProtocol(),
                    Request.getRemoteAddr(request),
                    headers,
                    body);
        }
    }
}
