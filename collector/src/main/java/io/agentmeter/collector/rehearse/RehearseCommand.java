package io.agentmeter.collector.rehearse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentmeter.collector.ExitCode;
import io.agentmeter.collector.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `agentmeter rehearse`: goes once through the commands that must start fast, with samples and a server of its own on
/// this machine, in a folder that is removed again. While the Java machine watches, this is how it learns what to keep
/// in the ahead-of-time cache; `scripts/agentmeter` sees to that.
@Command(name = "rehearse", hidden = true, description = "Goes once through what must start fast; used while building.")
public final class RehearseCommand implements Callable<Integer> {
    private static final String TOKEN = "rehearsal-only";

    /// Runs the program in given surroundings.
    @FunctionalInterface
    public interface Program {
        int run(Surroundings surroundings, String... arguments);
    }

    private static final String BLOCK = "{\"decision\":\"block\",\"reason\":\"rehearsed\"}";

    @Parameters(index = "0", paramLabel = "SAMPLES", description = "folder contracts/samples")
    private Path samples = Path.of(".");

    private final Surroundings surroundings;
    private final Program program;

    public RehearseCommand(Surroundings surroundings, Program program) {
        this.surroundings = surroundings;
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Path home = Files.createTempDirectory("agentmeter-rehearsal");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", RehearseCommand::answer);
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            byte[] prompt = Files.readAllBytes(samples.resolve("claude-code-hook-UserPromptSubmit.json"));
            byte[] batch = Files.readAllBytes(samples.resolve("claude-code-hook-PostToolBatch.json"));
            byte[] status = Files.readAllBytes(samples.resolve("statusline-input.json"));
            for (byte[] payload : List.of(prompt, batch, prompt)) {
                rehearse(home, url, payload, "hook", "claude-code");
            }
            rehearse(home, url, status, "statusline", "--refresh");
            rehearse(home, url, status, "statusline");
            server.stop(0);
            rehearse(home, url, prompt, "hook", "claude-code");
            return ExitCode.DONE;
        } finally {
            server.stop(0);
            remove(home);
        }
    }

    private void rehearse(Path home, String url, byte[] input, String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        InputStream in = new ByteArrayInputStream(input);
        program.run(
                new Surroundings(
                        Map.of("AGENTMETER_URL", url, "AGENTMETER_TOKEN", TOKEN),
                        home,
                        home,
                        in,
                        nowhere,
                        nowhere,
                        false,
                        surroundings.clock(),
                        surroundings.pause()),
                arguments);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("AgentMeter-Verdict", "pause");
        exchange.getResponseHeaders().add("AgentMeter-Unavailable", "allow");
        boolean isLine = exchange.getRequestURI().getPath().endsWith("statusline");
        byte[] body = (isLine ? "3 agents | API: $2.47" : BLOCK).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
