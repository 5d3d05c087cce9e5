package io.agentmeter.functions.library.brake;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.InFlight;
import io.agentmeter.functions.library.control.InFlightStore;
import io.agentmeter.functions.library.control.InFlightStore.Part;
import io.agentmeter.functions.library.control.InMemoryInFlightStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservationsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Part PART = new Part("shop", "");

    private final InFlightStore store = new InMemoryInFlightStore();

    @Test
    void aHoldThatIsWrittenAfterItsTurnWasOverEndsWithIt() {
        Reservations reservations = new Reservations(store, Runnable::run);
        Instant ended = NOW.plusSeconds(1);

        reservations.end(PART, "s1", "", ended);
        reservations.begin(PART, "s1", "", BigDecimal.ONE, NOW);

        assertThat(store.find(PART, "s1", "").at(ended)).isEqualTo(BigDecimal.ONE);
        assertThat(store.find(PART, "s1", "").at(ended.plus(InFlight.TOLD_WITHIN)))
                .isZero();

        reservations.begin(PART, "s1", "", BigDecimal.ONE, NOW.plusSeconds(60));
        assertThat(store.find(PART, "s1", "").at(NOW.plusSeconds(120)))
                .as("the next call is another")
                .isEqualTo(BigDecimal.ONE);
    }

    @Test
    void anAnswerDoesNotDependOnOldRowsBeingRemoved() {
        Reservations reservations = new Reservations(new Unremovable(store), Runnable::run);
        reservations.begin(PART, "s1", "", BigDecimal.ONE, NOW.minusSeconds(3_600));
        reservations.begin(PART, "s2", "", BigDecimal.TEN, NOW);

        assertThat(reservations.ofOthers(PART, "s3", "", NOW)).isEqualTo(BigDecimal.TEN);
        assertThat(store.all(PART)).hasSize(2);
    }

    @Test
    void oldRowsAreRemovedByWhoeverComesAcrossThem() {
        Reservations reservations = new Reservations(store, Runnable::run);
        for (int session = 0; session < 40; session++) {
            reservations.begin(PART, "old" + session, "", BigDecimal.ONE, NOW.minusSeconds(3_600));
        }
        reservations.begin(PART, "s2", "", BigDecimal.TEN, NOW);
        for (int asker = 0; asker < 40; asker++) {
            assertThat(reservations.ofOthers(PART, "s" + asker + 10, "", NOW)).isEqualTo(BigDecimal.TEN);
        }
        assertThat(store.all(PART)).extracting(InFlight::session).containsExactly("s2");
    }

    private record Unremovable(InFlightStore rows) implements InFlightStore {
        @Override
        public List<InFlight> all(Part part) {
            return rows.all(part);
        }

        @Override
        public InFlight find(Part part, String session, String worker) {
            return rows.find(part, session, worker);
        }

        @Override
        public boolean write(Part part, InFlight row) {
            return rows.write(part, row);
        }

        @Override
        public void remove(Part part, InFlight row) {
            throw new StoreUnavailable("away", new IllegalStateException("throttled"));
        }
    }
}
