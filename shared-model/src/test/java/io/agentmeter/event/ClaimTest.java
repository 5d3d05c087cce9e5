package io.agentmeter.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimTest {
    @Test
    void theHeavierClaimHoldsAndOfEquallyHeavyOnesTheAlphabeticallyFirst() {
        Claim light = new Claim(1, "a");
        Claim heavy = new Claim(2, "z");
        assertThat(light.merge(heavy)).isEqualTo(heavy);
        assertThat(heavy.merge(light)).isEqualTo(heavy);
        assertThat(heavy.merge(new Claim(2, "b")).value()).isEqualTo("b");
        assertThat(new Claim(2, "b").merge(heavy).value()).isEqualTo("b");
        assertThat(Claim.NONE.merge(light)).isEqualTo(light);
    }

    @Test
    void aClaimOfNothingOrOfNoWeightIsNone() {
        assertThat(new Claim(5, " \u0000 ")).isEqualTo(Claim.NONE);
        assertThat(new Claim(0, "a")).isEqualTo(Claim.NONE);
        assertThat(new Claim(-1, "a")).isEqualTo(Claim.NONE);
        assertThat(Claim.NONE.isPresent()).isFalse();
        assertThat(Claim.NONE.or("absent")).isEqualTo("absent");
        assertThat(new Claim(1, "a").or("absent")).isEqualTo("a");
        assertThat(new Claim(1, "a").isPresent()).isTrue();
    }

    @Test
    void onlyAnExplicitClaimOverridesTheSessions() {
        assertThat(Claim.explicit("shop").isExplicit()).isTrue();
        assertThat(new Claim(Claim.EXPLICIT - 1, "shop").isExplicit()).isFalse();
    }

    @Test
    void theMoreInformativeSourceIsBelieved() {
        assertThat(Claim.of(Source.OTLP, "a")
                        .merge(Claim.of(Source.TRANSCRIPT, "b"))
                        .value())
                .isEqualTo("b");
        assertThat(Claim.of(Source.HOOK, "a").isPresent()).isTrue();
    }

    @Test
    void eachNameOfAnAttributionIsMergedForItself() {
        Attribution said = Attribution.NONE
                .withProject(new Claim(1, "project"))
                .withUser(new Claim(1, "user"))
                .withTeam(new Claim(1, "team"))
                .withAgent(new Claim(1, "agent"))
                .withTask(new Claim(1, "task"))
                .withMachine(new Claim(1, "machine"))
                .withBranch(new Claim(1, "branch"));
        assertThat(Attribution.NONE.merge(said)).isEqualTo(said);
        assertThat(said.merge(Attribution.NONE.withTask(new Claim(2, "other"))))
                .isEqualTo(said.withTask(new Claim(2, "other")));
    }
}
