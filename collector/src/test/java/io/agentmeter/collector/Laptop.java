package io.agentmeter.collector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A user's machine in a folder: runs commands and keeps what they print. Pauses are written down, not slept.
public final class Laptop {
    private static final Path SAMPLES = Path.of("..", "contracts", "samples", "claude-code");

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private Supplier<InputStream> input = InputStream::nullInputStream;

    public record Outcome(int exitCode, String out, String err) {}

    public Laptop(Path root) {
        this.root = root;
        folder(home());
        folder(work());
    }

    public Path home() {
        return root.resolve("home");
    }

    public Path work() {
        return root.resolve("work");
    }

    public Path userSettings() {
        return home().resolve(".claude/settings.json");
    }

    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    public Laptop with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Laptop at(Instant instant) {
        clock = Clock.fixed(instant, java.time.ZoneOffset.UTC);
        return this;
    }

    public Laptop connectedTo(TestServer server) {
        return with("AGENTMETER_URL", server.url()).with("AGENTMETER_TOKEN", TestServer.TOKEN);
    }

    /// What the next commands find on standard input.
    public Laptop typing(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        input = () -> new ByteArrayInputStream(bytes);
        return this;
    }

    public Laptop typing(InputStream stream) {
        input = () -> stream;
        return this;
    }

    public Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                new Surroundings(
                        environment,
                        home(),
                        work(),
                        input.get(),
                        printer(out),
                        printer(err),
                        false,
                        clock,
                        pauses::add),
                arguments);
        return new Outcome(exitCode, text(out), text(err));
    }

    public Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sample session, its subagent and its fork, where Claude Code keeps them.
    public Laptop withSampleTranscripts() {
        Path project = home().resolve(".claude/projects/-home-dev-src-billing-api");
        String session = "5e551000-0000-4000-8000-00000000000";
        write(project.resolve(session + "1.jsonl"), read(SAMPLES.resolve("transcript.jsonl")));
        write(
                project.resolve(session + "1/subagents/agent-a1b2c3d4e5f60718.jsonl"),
                read(SAMPLES.resolve("transcript-subagent.jsonl")));
        write(project.resolve(session + "2.jsonl"), read(SAMPLES.resolve("transcript-fork.jsonl")));
        return this;
    }

    private static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
