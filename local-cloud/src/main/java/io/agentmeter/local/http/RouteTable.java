package io.agentmeter.local.http;

import io.agentmeter.deployment.Routes;
import io.agentmeter.deployment.Routes.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request as API Gateway does: the method and every segment must fit; `{name}` fits any one
/// segment.
public final class RouteTable {
    /// A route with what its path parameters stood for, decoded.
    public record Match(Route route, Map<String, String> parameters) {}

    private final List<Route> routes;

    public RouteTable() {
        this(Routes.all());
    }

    RouteTable(List<Route> routes) {
        // Fixed segments win over parameters.
        this.routes = routes.stream()
                .sorted(java.util.Comparator.comparingInt(route -> route.path().split("\\{", -1).length))
                .toList();
    }

    public Optional<Match> match(String method, String path) {
        return routes.stream()
                .filter(route -> route.method().equals(method))
                .flatMap(route -> parameters(route, path).stream().map(found -> new Match(route, found)))
                .findFirst();
    }

    private static Optional<Map<String, String>> parameters(Route route, String path) {
        String[] wanted = route.path().split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int index = 0; index < wanted.length; index++) {
            String segment = wanted[index];
            if (segment.startsWith("{") && !given[index].isEmpty()) {
                parameters.put(segment.substring(1, segment.length() - 1), decoded(given[index]));
            } else if (!segment.equals(given[index])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /// Percent-decoding for paths, where a plus is a plus. What cannot be decoded stays as it was sent.
    static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }
}
