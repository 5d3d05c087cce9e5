package io.agentmeter.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.deployment.Functions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Real processes under Lambda's real runtime client; that client has its native part for Linux only.
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's Java runtime client runs on Linux only")
class ProcessInvokerIT implements InvokerContract {
    private static final List<Path> CLASS_PATH = Stream.of(
                    EchoHandler.class,
                    RequestHandler.class,
                    APIGatewayV2HTTPEvent.class,
                    ObjectMapper.class,
                    JsonFactory.class,
                    JsonView.class)
            .map(ProcessInvokerIT::placeOf)
            .toList();
    private static final ProcessInvoker INVOKER = new ProcessInvoker(
            function -> new FunctionProcess.Program(
                    CLASS_PATH,
                    (function == Functions.INGEST ? BrokenHandler.class : EchoHandler.class).getName(),
                    nativePart()),
            Map.of("AGENTMETER_VERSION", "from the settings"),
            Clock.systemUTC(),
            2);

    private static Path placeOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static Path nativePart() {
        try {
            return RuntimeNativePart.unpack();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @AfterAll
    static void stop() {
        INVOKER.close();
    }

    @Override
    public Invoker invoker() {
        return INVOKER;
    }

    private static byte[] event(String doing) {
        return ("{\"version\":\"2.0\",\"queryStringParameters\":{\"do\":\"" + doing
                        + "\"},\"requestContext\":{\"http\":{}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void givesTheProcessItsSettingsAsEnvironment() throws Exception {
        String answer = new String(INVOKER.invoke(Functions.QUERY, event("echo")), StandardCharsets.UTF_8);
        assertThat(answer).contains("from the settings");
    }

    @Test
    void replacesAProcessThatDied() throws Exception {
        FunctionFailure failure =
                catchThrowableOfType(FunctionFailure.class, () -> INVOKER.invoke(Functions.QUERY, event("exit")));
        assertThat(failure.type()).isEqualTo("Runtime.ExitError");
        assertThat(INVOKER.invoke(Functions.QUERY, event("echo"))).isNotEmpty();
    }
}
