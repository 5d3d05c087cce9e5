package io.agentmeter.benchmarks;

import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;

/// Time from the start of Java to a function's first and second answer, each of which asked DynamoDB, on one processor:
/// plain, with an archive of loaded classes (AppCDS), and with an ahead-of-time cache. The jars are those that are
/// deployed. Argument: the repository.
public final class StartUp {
    private static final int RUNS = 7;
    /// As Lambda starts functions on Java.
    private static final List<String> LAMBDA = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1024m");

    private StartUp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path repository = Path.of(arguments[0]);
        Path work = Files.createDirectories(repository.resolve("target/benchmarks/start-up"));
        DynamoDbLocalServer server = DynamoDbLocalServer.shared();
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("AGENTMETER_EVENTS_TABLE", server.createTable(Table.EVENTS));
        environment.put("AGENTMETER_ROLLUPS_TABLE", server.createTable(Table.ROLLUPS));
        environment.put("AGENTMETER_CONTROL_TABLE", server.createTable(Table.CONTROL));
        environment.put("AGENTMETER_REPORTS_BUCKET", "reports");
        for (Functions function : List.of(Functions.INGEST, Functions.QUERY)) {
            String classes =
                    repository.resolve("functions/" + function.module() + "/target/" + function.module() + ".jar") + ":"
                            + repository.resolve("benchmarks/target/first-answer.jar");
            String archive = work.resolve(function.label() + ".jsa").toString();
            String cache = work.resolve(function.label() + ".aot").toString();
            Files.deleteIfExists(Path.of(archive));
            Files.deleteIfExists(Path.of(cache));
            run(
                    environment,
                    function,
                    classes,
                    "-XX:ArchiveClassesAtExit=" + archive,
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off");
            run(environment, function, classes, "-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
            print(function, "plain", times(environment, function, classes));
            print(function, "AppCDS", times(environment, function, classes, "-XX:SharedArchiveFile=" + archive));
            print(function, "AOT cache", times(environment, function, classes, "-XX:AOTCache=" + cache));
        }
        System.exit(0);
    }

    private record Times(int first, int second) {}

    private static List<Times> times(
            Map<String, String> environment, Functions function, String classes, String... options)
            throws IOException, InterruptedException {
        List<Times> times = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Scanner said = new Scanner(run(environment, function, classes, options));
            times.add(new Times(said.nextInt(), said.nextInt()));
        }
        return times;
    }

    private static void print(Functions function, String how, List<Times> times) {
        int[] first = times.stream().mapToInt(Times::first).sorted().toArray();
        int[] second = times.stream().mapToInt(Times::second).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-8s %-10s first answer %5d ms (%d-%d), second %5d ms (%d-%d)%n",
                function.label(),
                how,
                first[RUNS / 2],
                first[0],
                first[RUNS - 1],
                second[RUNS / 2],
                second[0],
                second[RUNS - 1]);
    }

    private static String run(Map<String, String> environment, Functions function, String classes, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LAMBDA);
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", classes, FirstAnswer.class.getName(), function.handler(), function.label()));
        command.add(Long.toString(System.currentTimeMillis()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("a function did not answer: " + said);
        }
        return said.lines()
                .filter(line -> line.matches("\\d+ \\d+"))
                .findFirst()
                .orElseThrow();
    }
}
