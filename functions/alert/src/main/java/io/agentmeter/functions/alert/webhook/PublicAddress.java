package io.agentmeter.functions.alert.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Whether an address is one of the open internet. Everything else is refused: this machine, private and link-local
/// networks with the metadata services that live there, shared and reserved ranges, and IPv6 forms of all these.
final class PublicAddress {
    private record Range(byte[] start, int bits) {
        static Range of(String text) {
            String[] parts = text.split("/", 2);
            return new Range(literal(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Range> CLOSED = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /// What is handed out on the internet; everything else of IPv6 is local, reserved or a way around.
    private static final Range OPEN6 = Range.of("2000::/3");

    private static final List<Range> CLOSED6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> CLOSED.stream().noneMatch(range -> range.holds(bytes));
            case Inet6Address _ -> OPEN6.holds(bytes) && CLOSED6.stream().noneMatch(range -> range.holds(bytes));
            default -> false;
        };
    }

    private static List<Range> ranges(String... texts) {
        return Arrays.stream(texts).map(Range::of).toList();
    }

    /// An address written as a number; no name is ever looked up here.
    private static InetAddress literal(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
