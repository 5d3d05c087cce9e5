package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourcesTest {
    /// A file that must be longer is worth a decision note; none is so far.
    private static final long MOST_LINES = 300;

    @ParameterizedTest
    @EnumSource
    void variablesSayTheirType(Module module) {
        assertThat(module.sources())
                .allSatisfy(source -> assertThat(Sources.untypedVariables(Repository.read(source)))
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void publicTypesSayWhatTheyPromise(Module module) {
        assertThat(module.sources())
                .allSatisfy(source -> assertThat(Sources.undocumentedTypes(Repository.read(source)))
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void filesCanBeReadTopToBottom(Module module) {
        assertThat(module.sources())
                .allSatisfy(source ->
                        assertThat(Sources.lines(Repository.read(source))).isLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void whatBreaksTheRulesIsFound() {
        assertThat(Sources.untypedVariables("""
                for (var a : b) {}
                    var c = 1;
                    final var d = 2;
                    // var e
                    String f = "var g";
                    int variable = 3;
                """)).isEqualTo(List.of("(var a", "var c", "final var d"));
        assertThat(Sources.undocumentedTypes("""
                package a;

                /// Documented.
                @NullMarked
                public final class A {}

                @Deprecated
                public sealed interface B {}
                """)).containsExactly("B");
        assertThat(Sources.lines("a\nb\n")).isEqualTo(2);
    }
}
