package io.agentmeter.functions.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.functions.alert.webhook.Receiver.Answer;
import io.agentmeter.functions.library.alerts.AlertChannel.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever leads to an address that is not of the open internet is not called, and nothing is said there.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookAddressTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Outcome REFUSED =
            Outcome.refused("its name leads to an address that is not of the open internet");

    private static WebhookCalls calls(Predicate<InetAddress> allowed) throws GeneralSecurityException {
        return new WebhookCalls(Certificates.made().client(), allowed, LIMIT);
    }

    private static Predicate<InetAddress> only(String... addresses) {
        List<InetAddress> known =
                List.of(addresses).stream().map(Names::literal).toList();
        return known::contains;
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, v4-loopback",
        "127.8.8.8, v4-loopback-too",
        "0.0.0.0, v4-this",
        "10.0.0.1, v4-ten",
        "172.16.0.1, v4-seventeen",
        "192.168.1.1, v4-home",
        "100.64.0.1, v4-shared",
        "169.254.169.254, v4-metadata",
        "169.254.170.2, v4-task-metadata",
        "224.0.0.1, v4-many",
        "255.255.255.255, v4-everybody",
        "::1, v6-loopback",
        "::, v6-this",
        "fd00:ec2::254, v6-metadata",
        "fe80::1, v6-link",
        "fec0::1, v6-site",
        "::ffff:169.254.169.254, v6-mapped",
        "::10.0.0.1, v6-compatible",
        "64:ff9b::a00:1, v6-nat64",
        "2002:a00:1::1, v6-6to4",
        "ff02::1, v6-many",
    })
    void aNameThatLeadsInsideIsNotCalled(String address, String name) throws Exception {
        String host = name + ".receiver.example";
        Names.lead(host, address);

        assertThat(calls(PublicAddress::is).post(URI.create("https://" + host + "/"), Map.of(), "{}"))
                .isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "2130706433",
                "127.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "localhost"
            })
    void aNumberThatLeadsInsideIsNotCalledHoweverItIsWritten(String host) throws Exception {
        try (Receiver receiver = Receiver.tls(Answer.status(200))) {
            assertThat(calls(PublicAddress::is).post(receiver.at(host), Map.of(), "{}"))
                    .isEqualTo(REFUSED);
            assertThat(receiver.connections()).isZero();
        }
    }

    @Test
    void asDeployedTheFunctionItselfIsNotCalled() throws Exception {
        Names.lead("deployed.receiver.example", "127.0.0.1");
        try (Receiver receiver = Receiver.tls(Answer.status(200))) {
            assertThat(WebhookCalls.open().post(receiver.at("deployed.receiver.example"), Map.of(), "{}"))
                    .isEqualTo(REFUSED);
            assertThat(receiver.connections()).as("not even a greeting").isZero();
        }
    }

    @Test
    void aNameWithAClosedAddressBeforeAnOpenOneIsNotCalled() throws Exception {
        Names.lead("closed-first.receiver.example", "10.1.2.3", "127.0.0.1");
        try (Receiver open = Receiver.tls(Answer.status(200))) {
            assertThat(calls(only("127.0.0.1")).post(open.at("closed-first.receiver.example"), Map.of(), "{}"))
                    .isEqualTo(REFUSED);
            assertThat(open.connections()).isZero();
        }
    }

    @Test
    void ofANameWithAnOpenAddressBeforeAClosedOneTheOpenOneIsCalled() throws Exception {
        Names.lead("open-first.receiver.example", "127.0.0.1", "10.1.2.3");
        try (Receiver open = Receiver.tls(Answer.status(200))) {
            assertThat(calls(only("127.0.0.1")).post(open.at("open-first.receiver.example"), Map.of(), "{}"))
                    .isEqualTo(Outcome.TAKEN);
        }
    }

    /// Nobody listens at the open address, and somebody does at the closed one.
    @Test
    void anOpenAddressThatIsDeadDoesNotLeadToTheClosedOne() throws Exception {
        Names.lead("dead-first.receiver.example", "127.0.0.2", "127.0.0.1");
        try (Receiver closed = Receiver.tls(Answer.status(200))) {
            Outcome outcome = calls(only("127.0.0.2")).post(closed.at("dead-first.receiver.example"), Map.of(), "{}");

            assertThat(outcome.taken()).isFalse();
            assertThat(closed.connections()).isZero();
        }
    }

    @Test
    void aRedirectToTheInsideIsNotFollowed() throws Exception {
        Names.lead("outside.receiver.example", "127.0.0.1");
        try (Receiver inside = Receiver.tls(Answer.status(200));
                Receiver outside = Receiver.tls(Answer.status(302, "Location: " + inside.at("localhost")))) {
            assertThat(calls(_ -> true).post(outside.at("outside.receiver.example"), Map.of(), "{}"))
                    .isEqualTo(Outcome.refused("it answered 302"));
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void theAddressIsLookedAtOnceMoreBeforeTlsBegins() throws Exception {
        Names.lead("twice.receiver.example", "127.0.0.1");
        AtomicInteger asked = new AtomicInteger();
        try (Receiver receiver = Receiver.tls(Answer.status(200))) {
            assertThat(calls(_ -> asked.incrementAndGet() == 1)
                            .post(receiver.at("twice.receiver.example"), Map.of(), "{}"))
                    .isEqualTo(REFUSED);
            assertThat(asked).hasValue(2);
            assertThat(receiver.requests()).isEmpty();
        }
    }

    /// Whoever goes through a proxy connects to the proxy, and the proxy to wherever it is told.
    @Test
    void noProxyOfThePlatformIsAsked() throws Exception {
        Names.lead("proxied.receiver.example", "127.0.0.1");
        ProxySelector before = ProxySelector.getDefault();
        try (Receiver proxy = Receiver.plain(Answer.of(""));
                Receiver receiver = Receiver.tls(Answer.status(200))) {
            ProxySelector.setDefault(proxies(proxy.port()));

            assertThat(calls(_ -> true).post(receiver.at("proxied.receiver.example"), Map.of(), "{}"))
                    .isEqualTo(Outcome.TAKEN);
            assertThat(proxy.connections()).isZero();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static ProxySelector proxies(int port) {
        SocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                Proxy.Type type = "socket".equals(uri.getScheme()) ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
                return List.of(new Proxy(type, address));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress proxy, IOException failed) {
                // Nobody else is asked instead.
            }
        };
    }
}
