package io.agentmeter.local;

import io.agentmeter.deployment.Schedules;
import io.agentmeter.deployment.Streams;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.DynamoDbAlertStore;
import io.agentmeter.local.dynamodb.DynamoDbLocal;
import io.agentmeter.local.dynamodb.LocalClients;
import io.agentmeter.local.dynamodb.Tables;
import io.agentmeter.local.files.Layout;
import io.agentmeter.local.http.Front;
import io.agentmeter.local.http.Gateway;
import io.agentmeter.local.http.LocalServer;
import io.agentmeter.local.http.Site;
import io.agentmeter.local.lambda.DiskGuard;
import io.agentmeter.local.lambda.InProcessInvoker;
import io.agentmeter.local.lambda.Invoker;
import io.agentmeter.local.lambda.ProcessInvoker;
import io.agentmeter.local.s3.ObjectStore;
import io.agentmeter.local.schedule.Scheduler;
import io.agentmeter.local.sns.Inbox;
import io.agentmeter.local.sns.TopicService;
import io.agentmeter.local.streams.EventSourceMapping;
import io.agentmeter.local.streams.FailureDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The whole of AgentMeter on one machine: the functions of the cloud behind an HTTP front, with DynamoDB Local and its
/// streams, an
/// S3 and an SNS API, schedules and the dashboard. Data stays in a folder.
public final class LocalCloud implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCloud.class);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(3);
    private static final int PROCESSES_PER_FUNCTION = 4;

    private final Options options;
    private final Layout layout;
    /// Of this machine: what streams and tries are timed by.
    private final Clock clock;
    /// What the functions and their schedules go by.
    private final Clock time;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<EventSourceMapping> mappings = new ArrayList<>();
    private final AtomicReference<LocalServer.Answerer> answerer = new AtomicReference<>(_ -> Front.notReady());
    private final AtomicReference<Connection> connection = new AtomicReference<>();

    private LocalCloud(Options options, Layout layout, Clock clock, Clock time) {
        this.options = options;
        this.layout = layout;
        this.clock = clock;
        this.time = time;
    }

    public static void main(String[] arguments) {
        System.exit(LocalCloudCommand.run(arguments));
    }

    /// Starts everything and returns once the API answers.
    ///
    /// @throws StartFailure if it could not; nothing is left running then
    public static LocalCloud start(Options options) throws StartFailure, InterruptedException {
        return start(options, Clock.systemUTC());
    }

    /// The same at another time, such as the end of a month.
    ///
    /// @param time what the functions go by, unless they are processes: those have a clock of their own
    /// @throws StartFailure if it could not; nothing is left running then
    public static LocalCloud start(Options options, Clock time) throws StartFailure, InterruptedException {
        LocalCloud cloud = new LocalCloud(options, Layout.find(), Clock.systemUTC(), time);
        boolean started = false;
        try {
            cloud.startParts();
            started = true;
            return cloud;
        } catch (IOException | SdkException failed) {
            throw new StartFailure("the local cloud could not start: " + failed.getMessage(), failed);
        } finally {
            if (!started) {
                cloud.close();
            }
        }
    }

    /// Where it answers, and the tokens it accepts.
    public Connection connection() {
        return connection.get();
    }

    /// Whether everything written so far has gone through the streams.
    public boolean isCaughtUp() {
        return mappings.stream().allMatch(EventSourceMapping::isCaughtUp);
    }

    private void startParts() throws StartFailure, IOException, InterruptedException {
        if (options.processes() && !ProcessInvoker.isSupported()) {
            throw new StartFailure(
                    "--processes needs Linux: Lambda's runtime client has no native part for this system");
        }
        DataDirectory data = started(DataDirectory.open(options.data()));
        LocalServer front = startFront();
        String url = "http://127.0.0.1:" + front.port();
        Inbox inbox = Inbox.open(data.inbox(), clock);
        FailureDestination failures = new FailureDestination(data.failures(), clock);

        DynamoDbLocal dynamoDb;
        ObjectStore objects;
        TopicService topics;
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<DynamoDbLocal> starting = together.submit(() -> DynamoDbLocal.start(layout, data.dynamoDb()));
            Future<ObjectStore> storing = together.submit(() -> startObjects(data));
            Future<TopicService> publishing = together.submit(() -> TopicService.start(data.topics(), inbox));
            dynamoDb = started(result(starting));
            objects = started(result(storing));
            topics = started(result(publishing));
        }
        DynamoDbClient tables = started(LocalClients.dynamoDb(dynamoDb.endpoint()));
        DynamoDbStreamsClient streams = started(LocalClients.streams(dynamoDb.endpoint()));
        Tables.createMissing(tables);
        connection.set(AccessTokens.in(tables, time).connect(Connection.read(data.connection()), url));

        String topicArn = topics.topic(FunctionEnvironment.ALERT_TOPIC, options.email(), options.phone());
        Map<String, String> settings = FunctionEnvironment.of(
                options, dynamoDb.endpoint(), objects.endpoint(), topics.endpoint(), topicArn, url + "/");
        Invoker invoker = started(DiskGuard.over(invoker(settings), options.data()));
        startMappings(data, tables, streams, invoker, failures);
        started(Scheduler.start(Schedules.all(), invoker, time));
        answerer.set(new Front(
                new Gateway(invoker, time),
                new Site(options.site().orElse(layout.dashboard())),
                LocalPages.all(
                        new LocalInbox(inbox, new DynamoDbAlertStore(tables, Tables.name(Streams.Table.CONTROL))),
                        failures,
                        this::connection)));
        parts.push(() -> {
            answerer.set(_ -> Front.notReady());
            front.awaitQuiet(LONGEST_DRAIN);
        });
        new Readiness(url, clock).await();
        connection().write(data.connection());
        LOG.info("ready at {}", url);
    }

    /// Started first, so that a taken port is known at once; it answers "not ready" until the rest is there.
    private LocalServer startFront() throws StartFailure {
        try {
            return started(LocalServer.start(
                    "http",
                    options.port(),
                    Front.limits(),
                    call -> answerer.get().answer(call)));
        } catch (IOException taken) {
            throw new StartFailure(
                    "port " + options.port() + " is in use by another program; choose another with --port N", taken);
        }
    }

    /// On the port of last time if it is free, so that download links survive a restart.
    private static ObjectStore startObjects(DataDirectory data) throws IOException {
        Path file = data.objectStorePort();
        int lastPort =
                Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        ObjectStore store;
        try {
            store = startObjects(data, lastPort);
        } catch (IOException taken) {
            if (lastPort == 0) {
                throw taken;
            }
            store = startObjects(data, 0);
        }
        Files.writeString(file, store.port() + "\n");
        return store;
    }

    private static ObjectStore startObjects(DataDirectory data, int port) throws IOException {
        return ObjectStore.start(
                port,
                data.objects(),
                FunctionEnvironment.REPORTS_BUCKET,
                FunctionEnvironment.ACCESS_KEY,
                FunctionEnvironment.SECRET_KEY);
    }

    private Invoker invoker(Map<String, String> settings) throws IOException {
        if (options.processes()) {
            return new ProcessInvoker(layout, settings, clock, PROCESSES_PER_FUNCTION);
        }
        LambdaEnvironment.override(settings, time);
        return new InProcessInvoker();
    }

    private void startMappings(
            DataDirectory data,
            DynamoDbClient tables,
            DynamoDbStreamsClient streams,
            Invoker invoker,
            FailureDestination failures)
            throws IOException {
        Files.createDirectories(data.streamPositions());
        for (Streams.Subscription subscription : Streams.all()) {
            mappings.add(started(EventSourceMapping.start(
                    subscription, tables, streams, data.streamPositions(), invoker, failures, clock)));
        }
        parts.push(this::drain);
    }

    /// Gives what was accepted a moment to go through the streams; what does not is delivered after the next start.
    private void drain() throws InterruptedException {
        long until = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (!isCaughtUp() && System.nanoTime() < until) {
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    private <P extends AutoCloseable> P started(P part) {
        parts.push(part);
        return part;
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
        }
    }

    /// Stops everything in a few seconds, the last part started first.
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception failed) {
                // Every other part must still be stopped.
                LOG.warn("a part did not stop cleanly", failed);
            }
        }
    }
}
