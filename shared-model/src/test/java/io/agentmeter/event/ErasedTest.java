package io.agentmeter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ErasedTest {
    private static final Erased ANN = new Erased("ann@example.com", "!7");

    @Test
    void theNameGoesAndItsWeightStays() {
        ModelRequest request = UsageEvents.request("r1");

        UsageEvent after = ANN.from(request);

        assertThat(after.envelope().attribution().user()).isEqualTo(new Claim(800, "!7"));
        assertThat(after.envelope().attribution().project())
                .isEqualTo(request.envelope().attribution().project());
        assertThat(ANN.from(after)).isSameAs(after);
    }

    @Test
    void anEventOfSomebodyElseStaysTheSameObject() {
        ModelRequest request = UsageEvents.request("r1");

        assertThat(new Erased("bob@example.com", "!7").from(request)).isSameAs(request);
    }

    @Test
    void aReportThatComesAgainDoesNotBringTheNameBack() {
        ModelRequest request = UsageEvents.request("r1");
        UsageEvent after = ANN.from(request);

        assertThat(after.merge(request)).isEqualTo(after);
        assertThat(request.merge(after).envelope().attribution())
                .isEqualTo(after.envelope().attribution());
    }

    @Test
    void inTheirOwnSessionMachineAndBranchGoToo() {
        Attribution said =
                Attribution.NONE.withUser(new Claim(800, "ann@example.com")).withMachine(new Claim(500, "anns-laptop"));

        Attribution after = ANN.fromOwn(said);

        assertThat(after.machine()).isEqualTo(new Claim(500, "!7"));
        assertThat(after.branch()).isEqualTo(Claim.NONE);
        assertThat(ANN.isAbout(said)).isTrue();
        assertThat(ANN.isAbout(after)).isTrue();
        assertThat(ANN.isAbout(Attribution.NONE)).isFalse();
    }

    @Test
    void aPseudonymThatANameCouldHideIsRefused() {
        assertThatThrownBy(() -> new Erased("ann", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Erased("ann", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Erased("", "!7")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Erased("!1", "!7")).isInstanceOf(IllegalArgumentException.class);
    }
}
