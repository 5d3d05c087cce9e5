package io.agentmeter.local.lambda;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.agentmeter.deployment.Functions;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// One sandbox as in the cloud: the function's own jar under Lambda's own runtime client, in a process of its own.
final class FunctionProcess implements AutoCloseable {
    private static final int START_SECONDS = 30;
    private static final Set<String> KEPT_VARIABLES = Set.of("PATH", "HOME", "TMPDIR");
    // One class of each jar that Lambda's runtime brings along.
    private static final List<Class<?>> RUNTIME_CLASSES =
            List.of(AWSLambda.class, LambdaRuntime.class, PojoSerializer.class, SdkInternalThreadLocal.class);
    private static final String RUNTIME_CLIENT = AWSLambda.class.getName();

    private final Functions function;
    private final RuntimeApi api;
    private final Process process;

    private FunctionProcess(Functions function, RuntimeApi api, Process process) {
        this.function = function;
        this.api = api;
        this.process = process;
    }

    /// What a process runs.
    ///
    /// @param classPath the function's own jar in real life
    /// @param nativePart the runtime client's unpacked library
    record Program(List<Path> classPath, String handler, Path nativePart) {
        Program {
            classPath = List.copyOf(classPath);
        }

        static Program of(Functions function, Layout layout, Path nativePart) {
            return new Program(List.of(layout.functionJar(function.module())), function.handler(), nativePart);
        }
    }

    /// Starts the process and waits until it asks for its first event.
    static FunctionProcess start(Functions function, Program program, Map<String, String> settings, Clock clock)
            throws FunctionFailure, InterruptedException {
        for (Path part : program.classPath()) {
            if (!Files.exists(part)) {
                throw new FunctionFailure(
                        function, "Runtime.InvalidEntrypoint", part + " is missing; build the project first");
            }
        }
        try {
            RuntimeApi api = RuntimeApi.start(function, clock);
            FunctionProcess started =
                    new FunctionProcess(function, api, launch(function, program, settings, api.address()));
            started.logOutput();
            started.awaitFirstQuestion();
            return started;
        } catch (IOException failed) {
            throw new FunctionFailure(function, "Runtime.LaunchError", String.valueOf(failed.getMessage()));
        }
    }

    private void awaitFirstQuestion() throws FunctionFailure, InterruptedException {
        boolean asked = false;
        try {
            await(api.ready(), START_SECONDS, "the process did not start in time");
            asked = true;
        } finally {
            if (!asked) {
                close();
            }
        }
    }

    private static Process launch(Functions function, Program program, Map<String, String> settings, String runtimeApi)
            throws IOException {
        Stream<Path> runtime = RUNTIME_CLASSES.stream().map(FunctionProcess::jarOf);
        String classPath = Stream.concat(program.classPath().stream(), runtime)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(ChildCommand.deafToInterrupt(List.of(
                Layout.java().toString(),
                "-Xmx" + function.memoryMegabytes() / 4 + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                RuntimeNativePart.argument(program.nativePart()),
                "-cp",
                classPath,
                RUNTIME_CLIENT,
                program.handler())));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !KEPT_VARIABLES.contains(name));
        environment.putAll(settings);
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("_HANDLER", program.handler());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "agentmeter-" + function.label());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/agentmeter-" + function.label());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put(
                "LAMBDA_TASK_ROOT",
                String.valueOf(program.classPath().getFirst().getParent()));
        environment.put("TZ", "UTC");
        environment.put("LANG", "en_US.UTF-8");
        return builder.redirectErrorStream(true).start();
    }

    private static Path jarOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private void logOutput() {
        Logger log = LoggerFactory.getLogger("function." + function.label());
        Thread.ofVirtual().name("output-" + function.label()).start(() -> {
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                output.lines().forEach(log::info);
            } catch (IOException | UncheckedIOException ended) {
                log.debug("the process closed its output", ended);
            }
        });
    }

    boolean isAlive() {
        return process.isAlive();
    }

    byte[] invoke(byte[] event) throws FunctionFailure, InterruptedException {
        return await(api.invoke(event), function.timeoutSeconds(), "");
    }

    /// Waits for a result; ends the process if it is late, as Lambda ends a sandbox.
    private <T> T await(CompletableFuture<T> result, int seconds, String whenLate)
            throws FunctionFailure, InterruptedException {
        CompletableFuture<Process> exit = process.onExit();
        try {
            CompletableFuture.anyOf(result, exit).get(seconds, TimeUnit.SECONDS);
            if (!result.isDone()) {
                close();
                throw new FunctionFailure(
                        function, "Runtime.ExitError", "the process ended with exit status " + process.exitValue());
            }
            return result.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FunctionFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(failed);
        } catch (TimeoutException late) {
            close();
            throw whenLate.isEmpty()
                    ? FunctionFailure.timeout(function)
                    : new FunctionFailure(function, "Runtime.LaunchError", whenLate);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }
}
