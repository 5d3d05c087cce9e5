package io.agentmeter.local;

import io.agentmeter.local.demo.Demo;
import io.agentmeter.local.files.Layout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line of the local cloud; `scripts/start` hands its own flags on to it.
@Command(
        name = "scripts/start",
        description = "Runs AgentMeter on this machine until Ctrl-C.",
        sortOptions = false,
        usageHelpWidth = 110)
final class LocalCloudCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "port of the API and the dashboard (default: ${DEFAULT-VALUE})")
    private int port = Options.DEFAULT_PORT;

    @Option(names = "--data", paramLabel = "DIR", description = "where everything is kept (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(".agentmeter");

    @Option(names = "--demo", description = "play two weeks of a small team, then a slow live trickle")
    private boolean demo;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "the organisation's time zone, for example Europe/Berlin (default: ${DEFAULT-VALUE})")
    private String zone = "UTC";

    @Option(
            names = "--daily-thresholds",
            paramLabel = "LIST",
            description = "daily spend alerts in US dollars, for example all=50,project=10,project/shop=1.00")
    private String dailyThresholds = "";

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "who gets alerts; they stay in the local inbox (default: ${DEFAULT-VALUE})")
    private String email = Options.DEFAULT_EMAIL;

    @Option(
            names = "--phone",
            paramLabel = "NUMBER",
            description = "who gets alerts as SMS; they stay in the local inbox (default: ${DEFAULT-VALUE})")
    private String phone = Options.DEFAULT_PHONE;

    @Option(names = "--site", paramLabel = "DIR", description = "a built dashboard other than static-site/dist")
    private @Nullable Path site;

    @Option(names = "--processes", description = "run functions as real Lambda runtime processes (Linux)")
    private boolean processes;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    @SuppressWarnings("unused") // read by picocli
    private boolean help;

    static int run(String[] arguments) {
        return new CommandLine(new LocalCloudCommand())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    System.err.println("scripts/start: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws StartFailure, IOException, InterruptedException {
        Options options = options();
        Logs.toFolder(DataDirectory.create(options.data()).resolve("logs"));
        PrintStream console = System.out;
        // Functions log to standard output, as in Lambda; the console belongs to the person at it.
        System.setOut(new PrintStream(new LogLines("function"), true, StandardCharsets.UTF_8));
        LocalCloud cloud = LocalCloud.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(cloud::close, "stop"));
        console.println(new Welcome(cloud.connection(), Layout.find(), options.data()).text());
        if (demo) {
            Demo.start(cloud.connection(), Clock.systemUTC(), options.data().resolve("demo-done"), console);
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private Options options() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(commandLine(), "--port must be between 0 and 65535");
        }
        try {
            return new Options(
                    port,
                    data.toAbsolutePath().normalize(),
                    Optional.ofNullable(site),
                    processes,
                    ZoneId.of(zone),
                    dailyThresholds,
                    email,
                    phone,
                    Map.of());
        } catch (DateTimeException unknown) {
            throw new ParameterException(commandLine(), "--zone: " + zone + " is not a time zone", unknown);
        }
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it calls the command");
        }
        return spec.commandLine();
    }
}
