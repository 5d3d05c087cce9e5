package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class PureRulesTest {
    private static final JavaClasses SHARED_MODEL = Module.SHARED_MODEL.classes();

    @Test
    void sharedModelKnowsNoAws() {
        PureRules.KNOWS_NO_AWS.check(SHARED_MODEL);
    }

    @Test
    void sharedModelOpensNoFileOrConnection() {
        PureRules.OPENS_NO_FILE_OR_CONNECTION.check(SHARED_MODEL);
    }

    @Test
    void sharedModelReadsNoClockOrEnvironment() {
        PureRules.READS_NO_CLOCK_OR_ENVIRONMENT.check(SHARED_MODEL);
    }

    @Test
    void theRulesRefuseWhatBreaksThem() {
        assertThat(Fixtures.refusedBy(PureRules.KNOWS_NO_AWS)).containsExactly("HiddenHandler", "KnowsAws");
        assertThat(Fixtures.refusedBy(PureRules.OPENS_NO_FILE_OR_CONNECTION))
                .containsExactly("OpensAConnection", "OpensAFile");
        assertThat(Fixtures.refusedBy(PureRules.READS_NO_CLOCK_OR_ENVIRONMENT))
                .containsExactly("ReadsTheClock", "ReadsTheEnvironment", "RollsDice");
    }
}
