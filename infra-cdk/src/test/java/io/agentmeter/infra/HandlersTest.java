package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.agentmeter.deployment.Functions;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Lambda can make every handler that the table of functions names.
class HandlersTest {
    @TestFactory
    Stream<DynamicTest> everyHandlerIsAPublicClassThatLambdaCanMake() {
        return Functions.all().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.label(), () -> {
                    Class<?> handler = Class.forName(entry.handler(), false, HandlersTest.class.getClassLoader());
                    assertThat(Modifier.isPublic(handler.getModifiers())).isTrue();
                    assertThat(Arrays.stream(handler.getConstructors()))
                            .anyMatch(made -> made.getParameterCount() == 0);
                    assertThat(RequestHandler.class.isAssignableFrom(handler)
                                    || RequestStreamHandler.class.isAssignableFrom(handler))
                            .isTrue();
                }));
    }
}
