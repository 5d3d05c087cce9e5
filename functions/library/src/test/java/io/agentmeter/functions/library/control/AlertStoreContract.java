package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertBudget;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.functions.library.control.StoredAlert.Answer;
import io.agentmeter.functions.library.control.StoredAlert.State;
import io.agentmeter.functions.library.control.StoredAlert.Try;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every alert store promises.
interface AlertStoreContract {
    Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    Instant LATER = NOW.plusSeconds(60);

    /// More than the database answers at once.
    int MANY = 250;

    AlertStore store();

    private static Alert alert(String id) {
        return alert(id, AlertKind.BUDGET, NOW);
    }

    private static Alert alert(String id, AlertKind kind, Instant at) {
        AlertBudget budget = new AlertBudget(
                "shop", "Shop", "", "2026-11", BigDecimal.valueOf(80), new BigDecimal("8.1"), BigDecimal.TEN);
        return Alert.ofBudget(id, kind, "Title of " + id, "Because.", Map.of("agent", "codex"), budget, at, "");
    }

    @Test
    default void oneOfManyRacersClaimsAndOneAlertIsKept() throws Exception {
        AlertStore store = store();
        Callable<Optional<StoredAlert>> racer = () -> store.claim(alert("a#1/x"), NOW, LATER);
        try (ExecutorService racers = Executors.newFixedThreadPool(8)) {
            int won = 0;
            for (Future<Optional<StoredAlert>> attempt : racers.invokeAll(Collections.nCopies(8, racer))) {
                won += attempt.get().isPresent() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
        assertThat(store.newest(9)).hasSize(1);
        assertThat(store.due(Instant.MAX)).hasSize(1);
    }

    @Test
    default void whatIsClaimedIsKeptAsItWas() {
        AlertStore store = store();
        StoredAlert claimed = store.claim(alert("a"), NOW, LATER).orElseThrow();

        assertThat(claimed.alert()).isEqualTo(alert("a"));
        assertThat(claimed.state(NOW)).isEqualTo(State.CLAIMED);
        assertThat(store.find("a")).contains(claimed);
        assertThat(store.find("b")).isEmpty();
    }

    @Test
    default void aClaimThatRanOutIsTakenOverWithTheWordsThatWereClaimedFirst() {
        AlertStore store = store();
        store.claim(alert("a"), NOW, LATER);
        Alert again = alert("a", AlertKind.BUDGET, LATER).withText("other words");

        assertThat(store.claim(again, LATER.minusMillis(1), LATER)).isEmpty();
        StoredAlert taken = store.claim(again, LATER, LATER.plusSeconds(60)).orElseThrow();

        assertThat(taken.alert()).isEqualTo(alert("a"));
        assertThat(taken.attempts()).isEqualTo(2);
        assertThat(store.newest(9)).hasSize(1);
    }

    @Test
    default void whatIsFinishedIsNeverClaimedAgain() {
        AlertStore store = store();
        store.claim(alert("a"), NOW, LATER);
        store.finish("a", NOW);
        store.finish("a", LATER);

        assertThat(store.claim(alert("a"), LATER.plusSeconds(9_999), LATER)).isEmpty();
        assertThat(store.due(Instant.MAX)).isEmpty();
        assertThat(store.find("a").orElseThrow().sentAt()).isEqualTo(NOW);
        assertThat(store.newest(9)).extracting(stored -> stored.state(NOW)).containsExactly(State.SENT);
    }

    @Test
    default void whoWasToldIsRemembered() {
        AlertStore store = store();
        StoredAlert claimed = store.claim(alert("a"), NOW, LATER).orElseThrow();
        store.tried("a", "webhook/1", new Try(NOW, false, "answered 500"));
        assertThat(store.find("a").orElseThrow().state(NOW)).isEqualTo(State.CLAIMED);
        store.tried("a", "topic", new Try(NOW, true, "taken"));
        store.tried("a", "topic", new Try(LATER, false, "a later copy failed"));
        store.tried("unknown", "topic", new Try(LATER, true, "taken"));
        store.release(claimed, LATER);

        StoredAlert open = store.due(Instant.MAX).getFirst();
        assertThat(open.delivered()).containsExactly("topic");
        assertThat(open.tries())
                .isEqualTo(
                        Map.of("topic", new Try(NOW, true, "taken"), "webhook/1", new Try(NOW, false, "answered 500")));
        assertThat(store.find("unknown")).isEmpty();
        assertThat(open.sentAt()).isEqualTo(NOW);
        assertThat(open.state(NOW)).isEqualTo(State.SENT);
    }

    @Test
    default void aReleasedClaimMayBeTakenFromItsTimeOn() {
        AlertStore store = store();
        StoredAlert claimed = store.claim(alert("a"), NOW, LATER).orElseThrow();
        store.release(claimed, NOW.plusSeconds(5));

        assertThat(store.claim(alert("a"), NOW.plusSeconds(4), LATER)).isEmpty();
        assertThat(store.claim(alert("a"), NOW.plusSeconds(5), LATER)).isPresent();
    }

    @Test
    default void whatIsDueIsFoundHoweverManyWaitAndWhoWaitsLongestComesFirst() {
        AlertStore store = store();
        for (int n = 0; n < MANY; n++) {
            store.claim(alert("a" + n), NOW, LATER.plusSeconds(1));
        }
        store.claim(alert("y"), NOW, LATER);
        store.claim(alert("z"), NOW, NOW);

        assertThat(store.due(NOW.minusMillis(1))).isEmpty();
        assertThat(store.due(LATER)).extracting(stored -> stored.alert().id()).containsExactly("z", "y");
        assertThat(store.due(Instant.MAX)).hasSize(MANY + 2);
    }

    @Test
    default void whoseClaimRanOutCannotGiveAwayTheOneThatFollowed() {
        AlertStore store = store();
        StoredAlert first = store.claim(alert("a"), NOW, LATER).orElseThrow();
        store.claim(alert("a"), LATER, LATER.plusSeconds(60));
        store.release(first, NOW);

        assertThat(store.claim(alert("a"), LATER.plusSeconds(59), LATER)).isEmpty();
    }

    @Test
    default void theNewestComesFirst() {
        AlertStore store = store();
        for (int second : List.of(1, 3, 2)) {
            store.claim(alert("a" + second, AlertKind.ANOMALY, NOW.plusMillis(second)), NOW, LATER);
        }
        store.claim(alert("whole second", AlertKind.ANOMALY, NOW), NOW, LATER);
        assertThat(store.newest(3)).extracting(stored -> stored.alert().id()).containsExactly("a3", "a2", "a1");
    }

    @Test
    default void aPeriodHasItsFirstMomentAndNotItsLastHoweverMuchCameAfterwards() {
        AlertStore store = store();
        Instant end = NOW.plusSeconds(10);
        store.claim(alert("before", AlertKind.ANOMALY, NOW.minusMillis(1)), NOW, LATER);
        store.claim(alert("last", AlertKind.ANOMALY, end.minusMillis(1)), NOW, LATER);
        store.claim(alert("first", AlertKind.ANOMALY, NOW), NOW, LATER);
        store.claim(alert("first too", AlertKind.ANOMALY, NOW), NOW, LATER);
        store.claim(alert("digest/2026-11-22", AlertKind.DIGEST, NOW), NOW, LATER);
        for (int n = 0; n < MANY; n++) {
            store.claim(alert("a" + n, AlertKind.ANOMALY, end.plusMillis(n)), NOW, LATER);
        }

        assertThat(store.between(NOW, end))
                .extracting(stored -> stored.alert().id())
                .containsExactly("first", "first too", "last");
        assertThat(store.between(end, end.plusMillis(MANY)))
                .extracting(stored -> stored.alert().id())
                .hasSize(MANY)
                .startsWith("a0", "a1")
                .endsWith("a" + (MANY - 1));
        assertThat(store.between(NOW.minusSeconds(60), NOW.minusMillis(1))).isEmpty();
    }

    @Test
    default void aDigestIsSentAndNotListed() {
        AlertStore store = store();
        store.claim(alert("digest/2026-11-22", AlertKind.DIGEST, NOW), NOW, LATER);
        assertThat(store.newest(9)).isEmpty();
        assertThat(store.due(Instant.MAX)).hasSize(1);
    }

    @Test
    default void aPersonMayAcknowledgeSnoozeAndResolveAndWhatIsResolvedStaysSo() {
        AlertStore store = store();
        store.claim(alert("a"), NOW, LATER);
        store.finish("a", NOW);

        assertThat(store.answer("a", new Answer(State.SNOOZED, "ann", NOW, LATER)))
                .isTrue();
        StoredAlert snoozed = store.find("a").orElseThrow();
        assertThat(snoozed.state(LATER.minusMillis(1))).isEqualTo(State.SNOOZED);
        assertThat(snoozed.state(LATER)).isEqualTo(State.SENT);
        assertThat(store.answer("a", new Answer(State.ACKNOWLEDGED, "bob", LATER, null)))
                .isTrue();
        assertThat(store.find("a").orElseThrow().answer())
                .isEqualTo(new Answer(State.ACKNOWLEDGED, "bob", LATER, null));
        assertThat(store.answer("a", new Answer(State.RESOLVED, "bob", LATER, null)))
                .isTrue();
        assertThat(store.answer("a", new Answer(State.ACKNOWLEDGED, "ann", LATER, null)))
                .isFalse();
        assertThat(store.find("a").orElseThrow().state(LATER)).isEqualTo(State.RESOLVED);
        assertThat(store.answer("unknown", new Answer(State.RESOLVED, "ann", NOW, null)))
                .isFalse();
    }
}
