package io.agentmeter.functions.alert.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// Names of the test's own, which the platform looks up as it does any other. The platform remembers what it was told,
/// so each test takes names that nobody else has.
public final class Names extends InetAddressResolverProvider {
    private record Known(List<String> addresses, CountDownLatch answered) {}

    private static final Map<String, Known> KNOWN = new ConcurrentHashMap<>();

    /// From now on the name leads to these addresses, in this order; to none: it is not known.
    static void lead(String name, String... addresses) {
        KNOWN.put(name, new Known(List.of(addresses), new CountDownLatch(0)));
    }

    /// Like the platform's own look-up, this one hears nobody who wants it to stop.
    ///
    /// @param answered opened when the look-up may end
    static void leadSlowly(String name, CountDownLatch answered, String... addresses) {
        KNOWN.put(name, new Known(List.of(addresses), answered));
    }

    static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver others = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                Known known = KNOWN.get(host);
                if (known == null) {
                    return others.lookupByName(host, policy);
                }
                awaitDeaf(known.answered());
                if (known.addresses().isEmpty()) {
                    throw new UnknownHostException(host);
                }
                return known.addresses().stream().map(address -> named(host, literal(address)));
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return others.lookupByAddress(address);
            }
        };
    }

    private static void awaitDeaf(CountDownLatch latch) {
        boolean stopped = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException later) {
                stopped = true;
            }
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(Arrays.toString(address.getAddress()), impossible);
        }
    }

    @Override
    public String name() {
        return "names of tests";
    }
}
