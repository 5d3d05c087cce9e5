package io.agentmeter.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.rollup.Dimensions;
import org.junit.jupiter.api.Test;

class SessionRowTest {
    private static final Attribution SHOP = Attribution.NONE.withProject(new Claim(700, "shop"));
    private static final Attribution BETTER = Attribution.NONE.withProject(new Claim(900, "shop"));
    private static final Attribution BLOG = Attribution.NONE.withProject(new Claim(800, "blog"));

    private static SessionRow stored(Attribution said) {
        return new SessionRow("s", said, 3, false, 4);
    }

    @Test
    void aSessionOfWhichNothingIsKnownIsUnattributed() {
        SessionRow unknown = SessionRow.unknown("s");
        assertThat(unknown.session()).isEqualTo("s");
        assertThat(unknown.dimensions().project()).isEqualTo(Dimensions.UNATTRIBUTED);
        assertThat(unknown.version()).isZero();
    }

    @Test
    void theFirstNamesMoveNothingBecauseNothingIsWrittenYet() {
        SessionRow learnt = SessionRow.unknown("s").learn(SHOP);
        assertThat(learnt.dimensions().project()).isEqualTo("shop");
        assertThat(learnt.moving()).isFalse();
        assertThat(learnt.generation()).isZero();
        // A row that was never stored is always new: it must be written even if it has no names.
        SessionRow unknown = SessionRow.unknown("s");
        assertThat(unknown.learn(Attribution.NONE)).isNotSameAs(unknown);
    }

    @Test
    void nothingNewGivesTheSameObject() {
        SessionRow row = stored(SHOP);
        assertThat(row.learn(SHOP)).isSameAs(row);
        assertThat(row.learn(Attribution.NONE)).isSameAs(row);
    }

    @Test
    void anotherNameMovesAndBeginsAGeneration() {
        SessionRow learnt = stored(SHOP).learn(BLOG);
        assertThat(learnt).isEqualTo(new SessionRow("s", BLOG, 3, true, 5));
        assertThat(learnt.settled()).isEqualTo(new SessionRow("s", BLOG, 3, false, 5));
    }

    @Test
    void aHeavierClaimOfTheSameNameMovesNothing() {
        assertThat(stored(SHOP).learn(BETTER)).isEqualTo(new SessionRow("s", BETTER, 3, false, 4));
    }

    @Test
    void whoIsMovingGoesOnMovingWhateverIsLearnt() {
        SessionRow moving = new SessionRow("s", SHOP, 3, true, 4);
        assertThat(moving.learn(BETTER)).isEqualTo(new SessionRow("s", BETTER, 3, true, 4));
    }

    @Test
    void aPolicyOfCostIsFoundByItsLabel() {
        assertThat(CostPolicy.ofLabel("list")).contains(CostPolicy.LIST);
        assertThat(CostPolicy.ofLabel("reported")).contains(CostPolicy.REPORTED);
        assertThat(CostPolicy.ofLabel("REPORTED")).isEmpty();
    }
}
