package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Functions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HandlersTest {
    @ParameterizedTest
    @EnumSource(Functions.class)
    void lambdaCanStartEveryNamedHandler(Functions function) {
        assertThat(Handlers.whyNotStartable(
                        function.handler(), module(function.module()).classes()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void everyHandlerIsNamedAndLiesInItsModulesPackage(Module module) {
        String name = module.folder().substring("functions/".length());
        assertThat(Handlers.misplaced(name, module.classes())).isEmpty();
        assertThat(Handlers.in(module.classes())).isEqualTo(Handlers.named(name));
    }

    static Stream<Module> everyHandlerIsNamedAndLiesInItsModulesPackage() {
        return Module.FUNCTIONS.stream();
    }

    @Test
    void onlyFunctionsHaveHandlers() {
        assertThat(Module.all().filter(module -> !Module.FUNCTIONS.contains(module)))
                .allSatisfy(module -> assertThat(Handlers.in(module.classes())).isEmpty());
    }

    @Test
    void aHandlerThatCannotStartIsFound() {
        String hidden = "io.agentmeter.architecture.fixture.functions.HiddenHandler";
        assertThat(Handlers.whyNotStartable(hidden, Fixtures.ALL))
                .hasValueSatisfying(
                        reason -> assertThat(reason).endsWith("has no public constructor without parameters"));
        assertThat(Handlers.whyNotStartable("io.agentmeter.Missing", Fixtures.ALL))
                .hasValue("io.agentmeter.Missing does not exist");
        assertThat(Handlers.misplaced("ingest", Fixtures.ALL)).containsExactly(hidden);
    }

    private static Module module(String name) {
        return Module.FUNCTIONS.stream()
                .filter(module -> module.folder().equals("functions/" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no module functions/" + name));
    }
}
