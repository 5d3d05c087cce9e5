package io.agentmeter.functions.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    /// A range that is closed from its first address to its last, and its neighbours outside, where those are open.
    @ParameterizedTest
    @CsvSource({
        // this host, this network
        "0.0.0.0, 0.255.255.255, , 1.0.0.0",
        // private networks
        "10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
        "172.16.0.0, 172.31.255.255, 172.15.255.255, 172.32.0.0",
        "192.168.0.0, 192.168.255.255, 192.167.255.255, 192.169.0.0",
        // shared by the customers of a provider
        "100.64.0.0, 100.127.255.255, 100.63.255.255, 100.128.0.0",
        // this machine
        "127.0.0.0, 127.255.255.255, 126.255.255.255, 128.0.0.0",
        // this link, and the metadata services of clouds
        "169.254.0.0, 169.254.255.255, 169.253.255.255, 169.255.0.0",
        // protocols, documentation, relays, benchmarks
        "192.0.0.0, 192.0.0.255, 191.255.255.255, 192.0.1.0",
        "192.0.2.0, 192.0.2.255, 192.0.1.255, 192.0.3.0",
        "192.88.99.0, 192.88.99.255, 192.88.98.255, 192.88.100.0",
        "198.18.0.0, 198.19.255.255, 198.17.255.255, 198.20.0.0",
        "198.51.100.0, 198.51.100.255, 198.51.99.255, 198.51.101.0",
        "203.0.113.0, 203.0.113.255, 203.0.112.255, 203.0.114.0",
        // many at once, reserved, everybody
        "224.0.0.0, 255.255.255.255, 223.255.255.255, ",
    })
    void rangesOfIPv4AreClosedToTheirVeryEdges(
            String first, String last, @Nullable String before, @Nullable String after) {
        assertClosed(first);
        assertClosed(last);
        assertOpen(before);
        assertOpen(after);
    }

    @ParameterizedTest
    @CsvSource({
        // everything below what is handed out: unspecified, loopback, IPv4 inside, NAT64
        "::, 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, , ",
        // protocols: Teredo, benchmarks, ORCHID
        "2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, 2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:200::",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::",
        // 6to4
        "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2003::",
        // documentation
        "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff:1000::",
        // everything above: segment routing, unique local, link-local, site-local, many at once
        "4000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ",
    })
    void rangesOfIPv6AreClosedToTheirVeryEdges(
            String first, String last, @Nullable String before, @Nullable String after) {
        assertClosed(first);
        assertClosed(last);
        assertOpen(before);
        assertOpen(after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "192.0.0.192",
                "255.255.255.255",
                "::1",
                "::",
                // unique local, also the metadata service of EC2
                "fc00::1",
                "fd00:ec2::254",
                "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "feff::1",
                "ff02::1",
                "ff0e::1",
                // IPv4 inside IPv6: mapped, compatible, translated, NAT64, NAT64 of one's own, 6to4, Teredo
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::10.0.0.1",
                "::127.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::10.0.0.1",
                "2002:a00:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001:0:a00:1::",
                "100::1",
                "5f00::1",
            })
    void everyAddressThatOnlyThisFunctionCouldReachIsClosed(String address) {
        assertClosed(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:8.8.8.8", "::8.8.8.8"})
    void anIPv4AddressThatStaysInIPv6ClothesIsClosedWhereverItLeads(String address) throws UnknownHostException {
        byte[] ipv4 = Names.literal("8.8.8.8").getAddress();
        byte[] bytes = new byte[16];
        System.arraycopy(ipv4, 0, bytes, 12, 4);
        if (address.startsWith("::ffff")) {
            bytes[10] = (byte) 0xff;
            bytes[11] = (byte) 0xff;
        }
        InetAddress clothed = Inet6Address.getByAddress(null, bytes, -1);

        assertThat(clothed).isInstanceOf(Inet6Address.class);
        assertThat(PublicAddress.is(clothed)).isFalse();
    }

    @Test
    void anAddressOfALinkIsClosedWhateverItsScope() throws UnknownHostException {
        byte[] bytes = Names.literal("fe80::1").getAddress();

        assertThat(PublicAddress.is(Inet6Address.getByAddress(null, bytes, 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "52.94.236.248", "::ffff:8.8.8.8", "2600:1f18::1", "2a00:1450:4001::1"})
    void addressesOfTheInternetAreOpen(String address) {
        assertOpen(address);
    }

    /// The platform's own words for such addresses are one more opinion.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.8.8.8",
                "10.8.8.8",
                "172.20.8.8",
                "192.168.8.8",
                "169.254.8.8",
                "239.8.8.8",
                "::",
                "::1",
                "fe80::8",
                "fec0::8",
                "ff05::8"
            })
    void whatThePlatformCallsLocalIsClosed(String address) {
        InetAddress local = Names.literal(address);

        assertThat(local.isAnyLocalAddress()
                        || local.isLoopbackAddress()
                        || local.isSiteLocalAddress()
                        || local.isLinkLocalAddress()
                        || local.isMulticastAddress())
                .isTrue();
        assertClosed(address);
    }

    private static void assertClosed(String address) {
        assertThat(PublicAddress.is(Names.literal(address))).as(address).isFalse();
    }

    private static void assertOpen(@Nullable String address) {
        if (address != null) {
            assertThat(PublicAddress.is(Names.literal(address))).as(address).isTrue();
        }
    }
}
