package io.agentmeter.local.dynamodb;

import io.agentmeter.local.files.ChildCommand;
import io.agentmeter.local.files.Layout;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// DynamoDB Local in a process of its own, with its data in a folder. It is started again, on the same port, whenever
/// it dies.
public final class DynamoDbLocal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbLocal.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Layout layout;
    private final Path data;
    private volatile Process process;
    private volatile int port;
    private volatile boolean closed;

    private DynamoDbLocal(Layout layout, Path data) throws IOException {
        this.layout = layout;
        this.data = data;
        this.process = launch(0);
        this.port = awaitPort(process);
    }

    /// Starts the process and returns once it listens.
    ///
    /// @throws IOException if it cannot be started; its output is in the log
    public static DynamoDbLocal start(Layout layout, Path data) throws IOException {
        Files.createDirectories(data);
        DynamoDbLocal started = new DynamoDbLocal(layout, data);
        Thread.ofVirtual().name("dynamodb-watch").start(started::keepAlive);
        return started;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Ends the process as a crash would; it is started again.
    public void kill() {
        process.destroyForcibly();
    }

    /// The process now running; it is another one after a restart.
    ProcessHandle handle() {
        return process.toHandle();
    }

    private Process launch(int wantedPort) throws IOException {
        DatabaseFile.prepare(data);
        Path jars = layout.dynamoDbLocalJars();
        if (!Files.isDirectory(jars)) {
            throw new IOException("DynamoDB Local is missing at " + jars + "; build the project first");
        }
        List<String> command = List.of(
                Layout.java().toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                layout.ownClasses() + File.pathSeparator + jars.resolve("*"),
                DynamoDbProcess.class.getName(),
                Integer.toString(wantedPort),
                "-sharedDb",
                "-disableTelemetry",
                "-dbPath",
                data.toString());
        return new ProcessBuilder(ChildCommand.deafToInterrupt(command))
                .redirectErrorStream(true)
                .start();
    }

    private static int awaitPort(Process starting) throws IOException {
        BufferedReader output = starting.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(DynamoDbProcess.LISTENING)) {
                Thread.ofVirtual().name("dynamodb-output").start(() -> drain(output));
                return Integer.parseInt(line.substring(DynamoDbProcess.LISTENING.length()));
            }
            LOG.info(line);
        }
        throw new IOException("DynamoDB Local did not start; the log says why");
    }

    /// Keeps the pipe from filling up, and what it says.
    private static void drain(BufferedReader output) {
        try (output) {
            output.lines().forEach(LOG::info);
        } catch (IOException | UncheckedIOException ended) {
            LOG.debug("DynamoDB Local closed its output", ended);
        }
    }

    private void keepAlive() {
        Duration pause = Duration.ofMillis(100);
        while (!closed) {
            try {
                int exit = process.waitFor();
                if (closed) {
                    return;
                }
                LOG.warn("DynamoDB Local ended with {}; starting it again in {} ms", exit, pause.toMillis());
                Thread.sleep(pause);
                Process next = launch(port);
                process = next;
                awaitPort(next);
                pause = Duration.ofMillis(100);
                LOG.info("DynamoDB Local answers again");
            } catch (IOException failed) {
                LOG.warn("DynamoDB Local could not be started again", failed);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
