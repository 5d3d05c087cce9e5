package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.alert.AlertScope;
import io.agentmeter.alert.Crossing;
import io.agentmeter.usage.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every alert store promises.
interface AlertStoreContract {
    Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    Instant LATER = NOW.plusSeconds(60);

    AlertStore store();

    private static Crossing crossing(String day, String project) {
        return new Crossing(
                LocalDate.parse(day), AlertScope.PROJECT, project, Money.ofDollars("1"), Money.ofDollars("1.067532"));
    }

    @Test
    default void oneOfManyRacersClaims() throws Exception {
        AlertStore store = store();
        Callable<Boolean> racer = () -> store.claim(crossing("2026-11-22", "sh#op"), "text", NOW, LATER);
        try (ExecutorService racers = Executors.newFixedThreadPool(8)) {
            int won = 0;
            for (Future<Boolean> attempt : racers.invokeAll(Collections.nCopies(8, racer))) {
                won += attempt.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    default void aClaimThatRanOutIsAbandonedAndMayBeTakenOver() {
        AlertStore store = store();
        store.claim(crossing("2026-11-22", "shop"), "text", NOW, LATER);

        assertThat(store.claim(crossing("2026-11-22", "shop"), "text", LATER.minusMillis(1), LATER))
                .isFalse();
        assertThat(store.abandoned(LocalDate.parse("2026-11-22"), LATER.minusMillis(1)))
                .isEmpty();
        assertThat(store.abandoned(LocalDate.parse("2026-11-22"), LATER))
                .extracting(StoredAlert::crossing)
                .containsExactly(crossing("2026-11-22", "shop"));
        assertThat(store.abandoned(LocalDate.parse("2026-11-23"), LATER)).isEmpty();
        assertThat(store.claim(crossing("2026-11-22", "shop"), "text", LATER, LATER.plusSeconds(60)))
                .isTrue();
    }

    @Test
    default void whatWasSentIsNeverClaimedAgain() {
        AlertStore store = store();
        store.claim(crossing("2026-11-22", "shop"), "text", NOW, LATER);
        store.markSent(crossing("2026-11-22", "shop"));
        store.markSent(crossing("2026-11-22", "shop"));

        assertThat(store.claim(crossing("2026-11-22", "shop"), "text", LATER.plusSeconds(9_999), LATER))
                .isFalse();
        assertThat(store.abandoned(LocalDate.parse("2026-01-01"), LATER.plusSeconds(9_999)))
                .isEmpty();
    }

    @Test
    default void aReleasedClaimMayBeTakenAtOnce() {
        AlertStore store = store();
        store.claim(crossing("2026-11-22", "shop"), "text", NOW, LATER);
        store.release(crossing("2026-11-22", "shop"), NOW);

        assertThat(store.claim(crossing("2026-11-22", "shop"), "text", NOW, LATER))
                .isTrue();
    }

    @Test
    default void theNewestDayComesFirst() {
        AlertStore store = store();
        for (String day : List.of("2026-11-20", "2026-11-22", "2026-11-21")) {
            store.claim(crossing(day, "shop"), "text of " + day, NOW, LATER);
        }
        assertThat(store.newest(2))
                .extracting(StoredAlert::message)
                .containsExactly("text of 2026-11-22", "text of 2026-11-21");
    }
}
