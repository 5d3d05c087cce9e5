package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeRulesTest {
    @ParameterizedTest
    @EnumSource
    void namesSaySomething(Module module) {
        CodeRules.NAMES_SAY_SOMETHING.check(module.classes());
    }

    @ParameterizedTest
    @EnumSource
    void packagesSayWhereNullMayBe(Module module) {
        CodeRules.PACKAGES_SAY_WHERE_NULL_MAY_BE.check(module.classes());
    }

    @ParameterizedTest
    @EnumSource
    void everyModuleLogsOneWay(Module module) {
        CodeRules.LOGS_ONE_WAY.check(module.classes());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INFRA_CDK", "LOCAL_CLOUD", "BENCHMARKS"})
    void theAwsSdkStaysAtTheRim(Module module) {
        CodeRules.AWS_STAYS_AT_THE_RIM.check(module.classes());
    }

    @Test
    void theRulesRefuseWhatBreaksThem() {
        assertThat(Fixtures.refusedBy(CodeRules.NAMES_SAY_SOMETHING)).containsExactly("NothingManager");
        assertThat(Fixtures.refusedBy(CodeRules.PACKAGES_SAY_WHERE_NULL_MAY_BE)).containsExactly("Innocent");
        assertThat(Fixtures.refusedBy(CodeRules.LOGS_ONE_WAY)).containsExactly("LogsAnotherWay");
        assertThat(Fixtures.refusedBy(CodeRules.AWS_STAYS_AT_THE_RIM)).containsExactly("KnowsAws");
    }
}
