package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoneyRulesTest {
    @ParameterizedTest
    @EnumSource
    void nothingThatCountsIsInexact(Module module) {
        JavaClasses counting = module.classes().that(MoneyRules.COUNTING);
        MoneyRules.NO_INEXACT_FIELDS.check(counting);
        MoneyRules.NO_INEXACT_SIGNATURES.check(counting);
        MoneyRules.NO_INEXACT_CALLS.check(counting);
    }

    @Test
    void theSharedModelHasClassesThatCount() {
        assertThat(Module.SHARED_MODEL.classes().that(MoneyRules.COUNTING)).isNotEmpty();
        assertThat(Fixtures.ALL.that(MoneyRules.COUNTING))
                .extracting(type -> type.getSimpleName())
                .contains("Innocent");
    }

    @Test
    void theRulesRefuseWhatBreaksThem() {
        assertThat(Fixtures.refusedBy(MoneyRules.NO_INEXACT_FIELDS)).containsExactly("KeepsADouble");
        assertThat(Fixtures.refusedBy(MoneyRules.NO_INEXACT_SIGNATURES)).containsExactly("GivesFloats", "KeepsADouble");
        assertThat(Fixtures.refusedBy(MoneyRules.NO_INEXACT_CALLS)).containsExactly("CallsDoubleValue");
    }
}
