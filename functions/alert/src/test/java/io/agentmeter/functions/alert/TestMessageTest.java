package io.agentmeter.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.functions.library.alerts.AlertChannel;
import io.agentmeter.functions.library.alerts.AlertPolicy;
import io.agentmeter.functions.library.alerts.InMemoryAlertSink;
import io.agentmeter.functions.library.alerts.TopicChannel;
import io.agentmeter.functions.library.http.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TestMessageTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    /// As many as the settings take.
    private static final int WEBHOOKS = 10;

    private static AlertChannel webhook(String id, Function<Alert, AlertChannel.Outcome> answer) {
        return new AlertChannel() {
            @Override
            public String name() {
                return "webhook/" + id;
            }

            @Override
            public Outcome send(Alert alert, Instant now) {
                return answer.apply(alert);
            }

            @Override
            public Duration patience() {
                return Duration.ZERO;
            }
        };
    }

    private static JsonNode send(List<AlertChannel> channels) throws Exception {
        HttpAnswer answer = new TestMessage(AlertPolicy.always(channels)).send("ann", NOW);
        assertThat(answer.status()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void everyChannelIsAskedAndWhatCameOfEachIsToldInOrder() throws Exception {
        InMemoryAlertSink topic = new InMemoryAlertSink();
        List<Alert> seen = new ArrayList<>();

        JsonNode answer = send(List.of(
                new TopicChannel(topic),
                webhook("ops", alert -> {
                    seen.add(alert);
                    return AlertChannel.Outcome.TAKEN;
                }),
                webhook("chat", _ -> AlertChannel.Outcome.refused("it answered 500"))));

        assertThat(answer.path("id").asText()).isEqualTo("test/2026-11-22T09:00:00Z");
        assertThat(answer.path("channels"))
                .extracting(one -> one.path("channel").asText() + " " + one.path("taken") + " "
                        + one.path("outcome").asText())
                .containsExactly("topic true taken", "webhook/ops true taken", "webhook/chat false it answered 500");
        assertThat(topic.published()).hasSize(1);
        assertThat(seen).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.TEST);
            assertThat(alert.why()).startsWith("ann asked for it");
        });
    }

    /// Each of them answers only when all have been asked, as one that is dead answers after all others.
    @Test
    void nobodyWaitsForAnother() throws Exception {
        CountDownLatch asked = new CountDownLatch(WEBHOOKS);
        List<AlertChannel> channels = new ArrayList<>();
        for (int n = 1; n <= WEBHOOKS; n++) {
            channels.add(webhook("w" + n, _ -> {
                asked.countDown();
                return areAll(asked) ? AlertChannel.Outcome.TAKEN : AlertChannel.Outcome.refused("alone");
            }));
        }

        assertThat(send(channels).path("channels"))
                .hasSize(WEBHOOKS)
                .allSatisfy(one -> assertThat(one.path("outcome").asText()).isEqualTo("taken"));
    }

    private static boolean areAll(CountDownLatch asked) {
        try {
            return asked.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
