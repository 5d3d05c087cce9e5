package io.agentmeter.local.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Tells a page of this machine's own dashboard from any other page that a browser has open. Listening on 127.0.0.1
/// does not:
/// every web page may send requests there, also under a name of its own that it points at 127.0.0.1.
final class LoopbackOnly {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private LoopbackOnly() {}

    /// Whether the browser or program asked for this machine by a loopback name, and, if a page asked, one of this
    /// very origin.
    static boolean allows(HttpCall call) {
        Optional<String> host = call.header("host");
        boolean loopback =
                host.map(LoopbackOnly::name).filter(LOOPBACK::contains).isPresent();
        boolean ownPage = call.header("sec-fetch-site")
                .map(site -> site.equals("same-origin") || site.equals("none"))
                .orElse(true);
        boolean ownOrigin = call.header("origin")
                .map(origin -> origin.equals("http://" + host.orElse("")))
                .orElse(true);
        return loopback && ownPage && ownOrigin;
    }

    private static String name(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return (end <= 0 ? host : host.substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
