package io.agentmeter.functions.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.functions.alert.webhook.Receiver.Answer;
import io.agentmeter.functions.library.alerts.AlertChannel.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is answered, and what is not. Here the receivers' address counts as one of the open internet.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookCallsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String HOST = "calls.receiver.example";

    static {
        Names.lead(HOST, "127.0.0.1");
    }

    private static WebhookCalls calls(Duration limit) throws GeneralSecurityException {
        return new WebhookCalls(Certificates.made().client(), _ -> true, limit);
    }

    private static Outcome post(Receiver receiver, Duration limit) throws GeneralSecurityException {
        return calls(limit).post(receiver.at(HOST), Map.of(), "{}");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void whateverIsTwoHundredAndSomethingIsTaken(int status) throws Exception {
        try (Receiver receiver = Receiver.tls(Answer.status(status))) {
            assertThat(post(receiver, LONG)).isEqualTo(Outcome.TAKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 304, 400, 403, 404, 410, 429, 500, 503, 999})
    void everythingElseIsToldByItsNumberOnly(int status) throws Exception {
        try (Receiver receiver = Receiver.tls(Answer.status(status, "X-Secret: from the receiver"))) {
            assertThat(post(receiver, LONG)).isEqualTo(Outcome.refused("it answered " + status));
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void bodyAndHeadersArriveAsTheyAre() throws Exception {
        String body = "{\"title\":\"Grüße 🚀\"}";
        try (Receiver receiver = Receiver.tls(Answer.status(200))) {
            calls(LONG).post(receiver.at(HOST), Map.of("Content-Type", "application/json", "A-B", "c"), body);

            Receiver.Request request = receiver.requests().getFirst();
            assertThat(request.head()).startsWith("POST /hook HTTP/1.1\r\n");
            assertThat(request.body()).isEqualTo(body.getBytes(UTF_8));
            assertThat(request.header("Content-Type")).contains("application/json");
            assertThat(request.header("A-B")).contains("c");
            assertThat(request.header("Host")).contains(HOST + ":" + receiver.port());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        try (Receiver other = Receiver.tls(Answer.status(200));
                Receiver receiver = Receiver.tls(Answer.status(status, "Location: " + other.at(HOST)))) {
            assertThat(post(receiver, LONG)).isEqualTo(Outcome.refused("it answered " + status));
            assertThat(other.connections()).isZero();
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401 No\r\nWWW-Authenticate: Basic realm=\"x\"",
                "407 No\r\nProxy-Authenticate: Basic realm=\"x\""
            })
    void whoAsksForAPasswordGetsNone(String answer) throws Exception {
        try (Receiver receiver = Receiver.tls(Answer.of("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(post(receiver, LONG)).isEqualTo(Outcome.refused("it answered " + answer.substring(0, 3)));
            assertThat(receiver.requests()).hasSize(1);
            assertThat(receiver.requests().getFirst().header("Authorization")).isEmpty();
        }
    }

    @Test
    void onlyHttpsIsCalled() throws Exception {
        try (Receiver receiver = Receiver.plain(Answer.status(200))) {
            URI http = URI.create("http://" + HOST + ":" + receiver.port() + "/hook");

            assertThat(calls(LONG).post(http, Map.of(), "{}")).isEqualTo(Outcome.refused("it is not https"));
            assertThat(calls(LONG)
                            .post(URI.create("file:///etc/passwd"), Map.of(), "{}")
                            .taken())
                    .isFalse();
            assertThat(receiver.connections()).isZero();
        }
    }

    @Test
    void aServerWithoutTlsIsToldNothing() throws Exception {
        try (Receiver receiver = Receiver.plain(Answer.status(200))) {
            assertThat(post(receiver, SHORT).taken()).isFalse();
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefusedBeforeAnythingIsSaid() throws Exception {
        SSLSocketFactory platform = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (Receiver receiver = Receiver.tls(Answer.status(200))) {
            assertThat(new WebhookCalls(platform, _ -> true, LONG).post(receiver.at(HOST), Map.of(), "{}"))
                    .isEqualTo(Outcome.refused("its certificate is not trusted, or the connection broke off"));
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void aTrustedCertificateOfAnotherNameIsRefusedToo() throws Exception {
        Names.lead("somebody-else.example", "127.0.0.1");
        try (Receiver receiver = Receiver.tls(Answer.status(200))) {
            assertThat(calls(LONG).post(receiver.at("somebody-else.example"), Map.of(), "{}"))
                    .isEqualTo(Outcome.refused("its certificate is not trusted, or the connection broke off"));
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void aConnectionThatIsClosedWithoutAnAnswerIsNotRepeatedByThePlatform() throws Exception {
        try (Receiver receiver = Receiver.tls(Answer.of(""))) {
            assertThat(post(receiver, LONG).taken()).isFalse();
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void whatIsNotHttpIsNotTaken() throws Exception {
        try (Receiver receiver = Receiver.tls(Answer.of("SSH-2.0-OpenSSH_9.9\r\n\r\n"))) {
            assertThat(post(receiver, LONG)).isEqualTo(Outcome.refused("it did not answer in HTTP"));
        }
    }

    /// Were its end awaited, the platform would wait for longer than the test does.
    @Test
    void anAnswerThatNeverEndsIsNotRead() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Answer endless = out -> {
            out.write("HTTP/1.1 200 Said\r\n\r\n".getBytes(UTF_8));
            out.flush();
            awaitOpen(told);
        };
        try (Receiver receiver = Receiver.tls(endless)) {
            assertThat(post(receiver, Duration.ofHours(1))).isEqualTo(Outcome.TAKEN);
            told.countDown();
        }
    }

    @Test
    void whoSaysNothingDidNotAnswerInTime() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (Receiver receiver = Receiver.tls(_ -> awaitOpen(told))) {
            assertThat(post(receiver, SHORT)).isEqualTo(Outcome.refused("it did not answer in time"));
            told.countDown();
        }
    }

    @Test
    void whoDoesNotEvenBeginWithTlsDidNotAnswerInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            assertThat(calls(SHORT).post(URI.create("https://" + HOST + ":" + silent.getLocalPort()), Map.of(), "{}"))
                    .isEqualTo(Outcome.refused("it did not answer in time"));
        }
    }

    @Test
    void whoSaysALetterNowAndThenDidNotAnswerInTimeEither() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Answer drops = out -> {
            out.write("HTTP/1.1 200 Said\r\nX-Slow: ".getBytes(UTF_8));
            while (told.getCount() > 0) {
                out.write('x');
                out.flush();
                pause(told);
            }
        };
        try (Receiver receiver = Receiver.tls(drops)) {
            assertThat(post(receiver, SHORT)).isEqualTo(Outcome.refused("it did not answer in time"));
            told.countDown();
        }
    }

    @Test
    void aNameThatIsLookedUpForeverHoldsNobodyUp() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Names.leadSlowly("slow.receiver.example", answered, "127.0.0.1");
        try (Receiver receiver = Receiver.tls(Answer.status(200))) {
            assertThat(calls(SHORT).post(receiver.at("slow.receiver.example"), Map.of(), "{}"))
                    .isEqualTo(Outcome.refused("it did not answer in time"));
        } finally {
            answered.countDown();
        }
    }

    @Test
    void aNameThatNobodyKnowsIsToldSo() throws Exception {
        Names.lead("unknown.receiver.example");

        assertThat(calls(LONG).post(URI.create("https://unknown.receiver.example/"), Map.of(), "{}"))
                .isEqualTo(Outcome.refused("its name is not known"));
    }

    @Test
    void whereNobodyListensIsNotReached() throws Exception {
        Receiver gone = Receiver.tls(Answer.status(200));
        gone.close();

        assertThat(post(gone, LONG)).isEqualTo(Outcome.refused("it could not be reached"));
    }

    @Test
    void aPortThatCannotBeIsNotCalled() throws Exception {
        assertThat(calls(LONG)
                        .post(URI.create("https://" + HOST + ":99999/"), Map.of(), "{}")
                        .taken())
                .isFalse();
    }

    @Test
    void whoIsStoppedMeanwhileStaysStopped() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (Receiver receiver = Receiver.tls(_ -> awaitOpen(told))) {
            Thread.currentThread().interrupt();
            assertThat(post(receiver, LONG)).isEqualTo(Outcome.refused("there was no time left"));
            assertThat(Thread.interrupted()).isTrue();
            told.countDown();
        }
    }

    private static void awaitOpen(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private static void pause(CountDownLatch unlessOpen) throws IOException {
        try {
            if (unlessOpen.await(20, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
