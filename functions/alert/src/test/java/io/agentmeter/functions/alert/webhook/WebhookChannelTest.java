package io.agentmeter.functions.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertJson;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.Webhook;
import io.agentmeter.functions.alert.webhook.Receiver.Answer;
import io.agentmeter.functions.alert.webhook.Receiver.Request;
import io.agentmeter.functions.library.alerts.AlertChannel.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookChannelTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00.750Z");
    private static final String SECRET = "schlüssel-für-müller";
    private static final String HOST = "channel.receiver.example";
    private static final Alert ALERT = alert("anomaly/project/shop/2026-11-22");

    static {
        Names.lead(HOST, "127.0.0.1");
    }

    private static Alert alert(String id) {
        return Alert.of(id, AlertKind.ANOMALY, "Grüße 🚀 \"Shop\"", "Because of\n<shop>.", Map.of(), NOW, "");
    }

    private static WebhookChannel channel(Receiver receiver, Optional<String> secret) throws GeneralSecurityException {
        WebhookCalls calls = new WebhookCalls(Certificates.made().client(), _ -> true, Duration.ofSeconds(30));
        return new WebhookChannel(new Webhook("ops", receiver.at(HOST)), secret, calls);
    }

    @Test
    void theSignatureIsOfTheVeryBytesThatAreSent() throws Exception {
        try (Receiver receiver = Receiver.tls(Answer.status(204))) {
            assertThat(channel(receiver, Optional.of(SECRET)).send(ALERT, NOW)).isEqualTo(Outcome.TAKEN);

            Request request = receiver.requests().getFirst();
            String timestamp = request.header("AgentMeter-Timestamp").orElseThrow();
            assertThat(timestamp).isEqualTo(Long.toString(NOW.getEpochSecond()));
            assertThat(request.header("AgentMeter-Signature")).contains("v1=" + hmac(timestamp, request.body()));
            assertThat(request.header("AgentMeter-Alert")).contains("anomaly/project/shop/2026-11-22");
            assertThat(request.header("Content-Type")).contains("application/json");
            assertThat(new ObjectMapper().readTree(request.body())).isEqualTo(AlertJson.message(ALERT));
        }
    }

    /// As a receiver computes it, from what it was sent.
    private static String hmac(String timestamp, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    void whatIsNotSignedIsNotSent() throws Exception {
        try (Receiver receiver = Receiver.tls(Answer.status(200))) {
            assertThat(channel(receiver, Optional.empty()).send(ALERT, NOW))
                    .isEqualTo(Outcome.refused("its secret is not known"));
            assertThat(receiver.connections()).isZero();
        }
    }

    @Test
    void aNameInAnAlertsIdAddsNoHeader() throws Exception {
        try (Receiver receiver = Receiver.tls(Answer.status(200))) {
            Alert hostile = alert("daily/project/x\r\nX-Evil: ü 🚀\r\n\r\n/1");

            assertThat(channel(receiver, Optional.of(SECRET)).send(hostile, NOW))
                    .isEqualTo(Outcome.TAKEN);

            Request request = receiver.requests().getFirst();
            assertThat(request.header("X-Evil")).isEmpty();
            assertThat(request.header("AgentMeter-Alert").orElseThrow())
                    .startsWith("daily/project/x??X-Evil:??")
                    .endsWith("/1");
            assertThat(new ObjectMapper().readTree(request.body()).path("id").asText())
                    .as("the body has it as it is")
                    .isEqualTo(hostile.id());
        }
    }

    @Test
    void neitherSecretsNorMessagesNorAddressesAreWrittenAnywhere() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        List<String> outcomes = new ArrayList<>();
        PrintStream out = System.out;
        PrintStream err = System.err;
        Handler handler = writingTo(written);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try (PrintStream both = new PrintStream(written, true, StandardCharsets.UTF_8);
                Receiver taking = Receiver.tls(Answer.status(200));
                Receiver refusing = Receiver.tls(Answer.status(500, "X-Said: said by the receiver"));
                Receiver breaking = Receiver.tls(Answer.of(""));
                Receiver gone = Receiver.tls(Answer.status(200))) {
            gone.close();
            System.setOut(both);
            System.setErr(both);
            for (Receiver receiver : List.of(taking, refusing, breaking, gone)) {
                WebhookChannel channel = channel(receiver, Optional.of(SECRET));
                outcomes.add(channel.send(ALERT, NOW).what());
                outcomes.add(channel.name());
                outcomes.add(channel.toString());
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
            root.removeHandler(handler);
        }

        assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(outcomes)
                .contains("taken", "it answered 500", "webhook/ops")
                .allSatisfy(what ->
                        assertThat(what).doesNotContain(SECRET, "Grüße", "shop", HOST, "/hook", "v1=", "said by"));
    }

    private static Handler writingTo(ByteArrayOutputStream written) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                written.writeBytes(String.valueOf(entry.getMessage()).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void flush() {
                // Nothing waits.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
