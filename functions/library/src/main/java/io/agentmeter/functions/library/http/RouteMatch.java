package io.agentmeter.functions.library.http;

import io.agentmeter.deployment.Routes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The route of a request and the values in its path. API Gateway names the route itself; a function URL only tells
/// method and path.
public record RouteMatch(Routes.Route route, Map<String, String> parameters) {
    public RouteMatch {
        parameters = Map.copyOf(parameters);
    }

    /// The route of API Gateway's name for it, for example `POST /v1/hooks/{agent}`.
    public static Optional<Routes.Route> ofKey(String key) {
        return Routes.all().stream().filter(route -> route.key().equals(key)).findFirst();
    }

    /// @param path as in the request line, percent signs and all
    public static Optional<RouteMatch> of(String method, String path) {
        return Routes.all().stream()
                .filter(route -> route.method().equals(method))
                .flatMap(route -> match(route, path).stream())
                .findFirst();
    }

    private static Optional<RouteMatch> match(Routes.Route route, String path) {
        String[] wanted = route.path().split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int part = 0; part < wanted.length; part++) {
            if (wanted[part].startsWith("{") && !given[part].isEmpty()) {
                parameters.put(wanted[part].substring(1, wanted[part].length() - 1), decoded(given[part]));
            } else if (!wanted[part].equals(given[part])) {
                return Optional.empty();
            }
        }
        return Optional.of(new RouteMatch(route, parameters));
    }

    // In a path a plus sign is itself.
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return part;
        }
    }
}
