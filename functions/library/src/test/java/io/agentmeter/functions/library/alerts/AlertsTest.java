package io.agentmeter.functions.library.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.AlertMessage;
import io.agentmeter.functions.library.control.InMemoryAlertStore;
import io.agentmeter.functions.library.control.StoredAlert.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T22:30:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-23T07:00:00Z");

    private final InMemoryAlertStore store = new InMemoryAlertStore();
    private final List<Instant> hookCalls = new CopyOnWriteArrayList<>();
    private final InMemoryAlertSink sink = new InMemoryAlertSink();

    private static Alert alert(String id, AlertKind kind) {
        return Alert.of(id, kind, "Title", "Because.", Map.of(), NOW, "");
    }

    /// Counts its calls and takes the message only from the n-th on.
    private AlertChannel hook(int takesFrom) {
        return new AlertChannel() {
            @Override
            public String name() {
                return "webhook/ops";
            }

            @Override
            public Outcome send(Alert alert, Instant now) {
                hookCalls.add(now);
                return hookCalls.size() < takesFrom ? Outcome.refused("it answered 500") : Outcome.TAKEN;
            }

            @Override
            public boolean isForeign() {
                return true;
            }

            @Override
            public Duration patience() {
                return Duration.ofDays(3);
            }
        };
    }

    @Test
    void whoRaisesAnAlertDoesNotWaitForWebhooksAndTheNextSweepCallsThemOnce() {
        Alerts alerts = new Alerts(store, List.of(new TopicChannel(sink), hook(1)));

        assertThat(alerts.raise(alert("a", AlertKind.BUDGET), NOW)).isTrue();
        assertThat(sink.published()).hasSize(1);
        assertThat(hookCalls).isEmpty();
        assertThat(alerts.sweep(NOW, () -> true)).isEqualTo(1);
        assertThat(alerts.sweep(NOW.plusSeconds(600), () -> true)).isZero();

        assertThat(hookCalls).hasSize(1);
        assertThat(sink.published()).hasSize(1);
        assertThat(store.due(Instant.MAX)).isEmpty();
    }

    @Test
    void webhooksAreWaitedForSideBySide() {
        CountDownLatch called = new CountDownLatch(4);
        Alerts alerts = new Alerts(
                store, List.of(new TopicChannel(sink), meeting("webhook/a", called), meeting("webhook/b", called)));
        alerts.raise(alert("a", AlertKind.BUDGET), NOW);
        alerts.raise(alert("b", AlertKind.BUDGET), NOW);

        assertThat(alerts.sweep(NOW, () -> true)).isEqualTo(2);

        assertThat(store.due(Instant.MAX)).isEmpty();
    }

    /// Takes a message only once everybody has been called.
    private static AlertChannel meeting(String name, CountDownLatch called) {
        return new AlertChannel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome send(Alert alert, Instant now) {
                called.countDown();
                try {
                    return called.await(20, TimeUnit.SECONDS) ? Outcome.TAKEN : Outcome.refused("the others are late");
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return Outcome.refused("stopped");
                }
            }

            @Override
            public boolean isForeign() {
                return true;
            }

            @Override
            public Duration patience() {
                return Duration.ofDays(3);
            }
        };
    }

    @Test
    void whatASweepHasNoTimeForIsLeftToTheNextOne() {
        Alerts alerts = new Alerts(store, List.of(new TopicChannel(sink), hook(1)));
        AlertOutbox outbox = new AlertOutbox(store);
        outbox.leave(alert("a", AlertKind.BUDGET), NOW);
        outbox.leave(alert("b", AlertKind.BUDGET), NOW);
        AtomicInteger asked = new AtomicInteger();

        assertThat(alerts.sweep(NOW, () -> asked.getAndIncrement() == 0)).isEqualTo(1);
        assertThat(hookCalls).hasSize(1);
        assertThat(alerts.sweep(NOW.plusSeconds(1), () -> true)).isEqualTo(1);

        assertThat(hookCalls).hasSize(2);
        assertThat(sink.published()).hasSize(2);
    }

    @Test
    void anAlertIsSentHoweverManyOthersWaitForTheirTime() {
        Alerts alerts = new Alerts(store, List.of(new TopicChannel(sink)));
        for (int n = 0; n < 1_100; n++) {
            store.claim(alert("paused " + n, AlertKind.ANOMALY), NOW, MORNING);
        }
        new AlertOutbox(store).leave(alert("z", AlertKind.ANOMALY), NOW);

        assertThat(alerts.sweep(NOW, () -> true)).isEqualTo(1);

        assertThat(sink.published()).extracting(AlertMessage::id).containsExactly("z");
        assertThat(alerts.sweep(MORNING, () -> true)).isEqualTo(1_100);
    }

    @Test
    void aChannelThatIsDownIsTriedAgainAfterLongerAndLongerPausesAndTheOthersAreNot() {
        Alerts alerts = new Alerts(store, List.of(new TopicChannel(sink), hook(5)));

        assertThat(alerts.raise(alert("a", AlertKind.ANOMALY), NOW)).isTrue();
        for (int minute = 1; minute <= 60; minute++) {
            alerts.sweep(NOW.plus(Duration.ofMinutes(minute)), () -> true);
        }

        assertThat(sink.published()).hasSize(1);
        assertThat(hookCalls)
                .extracting(call -> Duration.between(NOW, call).toMinutes())
                .containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(store.due(Instant.MAX)).isEmpty();
    }

    @Test
    void aWebhookThatNeverAnswersIsGivenUpAfterThreeDaysAndSaysWhy() {
        Alerts alerts = new Alerts(store, List.of(new TopicChannel(sink), hook(Integer.MAX_VALUE)));
        alerts.raise(alert("a", AlertKind.ANOMALY), NOW);

        for (int hour = 1; hour < 72; hour++) {
            alerts.sweep(NOW.plus(Duration.ofHours(hour)), () -> true);
        }
        assertThat(store.due(Instant.MAX)).hasSize(1);
        alerts.sweep(NOW.plus(Duration.ofHours(73)), () -> true);

        assertThat(store.due(Instant.MAX)).isEmpty();
        assertThat(store.find("a").orElseThrow().tries().get("webhook/ops"))
                .satisfies(one -> assertThat(one.outcome()).isEqualTo("it answered 500"));
    }

    @Test
    void whatIsRaisedWhileItIsQuietIsListedAtOnceAndSentOnceInTheMorning() {
        Alerts alerts = new Alerts(store, quietUntilMorning());

        assertThat(alerts.raise(alert("a", AlertKind.BUDGET), NOW)).isFalse();
        assertThat(alerts.sweep(MORNING.minusSeconds(60), () -> true)).isZero();
        assertThat(store.newest(9)).extracting(stored -> stored.state(NOW)).containsExactly(State.CLAIMED);
        assertThat(alerts.sweep(MORNING, () -> true)).isEqualTo(1);
        assertThat(alerts.sweep(MORNING.plusSeconds(600), () -> true)).isZero();

        assertThat(sink.published()).hasSize(1);
    }

    private AlertPolicy quietUntilMorning() {
        return new AlertPolicy() {
            @Override
            public boolean wants(AlertKind kind) {
                return kind != AlertKind.RATE_LIMIT;
            }

            @Override
            public Optional<Instant> quietUntil(AlertKind kind, Instant now) {
                return now.isBefore(MORNING) ? Optional.of(MORNING) : Optional.empty();
            }

            @Override
            public List<AlertChannel> channels() {
                return List.of(new TopicChannel(sink));
            }
        };
    }

    @Test
    void whatNobodyWantsIsNotKept() {
        Alerts alerts = new Alerts(store, quietUntilMorning());

        assertThat(alerts.raise(alert("a", AlertKind.RATE_LIMIT), NOW)).isFalse();

        assertThat(store.find("a")).isEmpty();
    }

    @Test
    void whatIsLeftInTheOutboxIsSentOnceByTheNextSweep() {
        Alerts alerts = new Alerts(store, List.of(new TopicChannel(sink)));
        AlertOutbox outbox = new AlertOutbox(store);

        outbox.leave(alert("a", AlertKind.AUDIT_DIFFERENCE), NOW);
        outbox.leave(alert("a", AlertKind.AUDIT_DIFFERENCE), NOW.plusSeconds(1));
        assertThat(alerts.sweep(NOW.plusSeconds(2), () -> true)).isEqualTo(1);
        outbox.leave(alert("a", AlertKind.AUDIT_DIFFERENCE), NOW.plusSeconds(3));
        alerts.sweep(NOW.plusSeconds(600), () -> true);

        assertThat(sink.published()).hasSize(1);
    }
}
