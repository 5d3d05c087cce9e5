package io.agentmeter.functions.library.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.agentmeter.deployment.Routes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An HTTP request as API Gateway's HTTP API or a function URL hands it on (payload format 2.0), decoded.
///
/// @param path as sent
/// @param routeOrNull absent if no route fits
/// @param pathParameters values in the path, decoded
/// @param query values by name, decoded, in order
/// @param headers names in lower case
/// @param body as sent, still zipped if the caller zipped it
/// @param callerOrNull what the authorizer in front said of the caller, if there is one
public record HttpRequest(
        String requestId,
        String method,
        String path,
        Routes.@Nullable Route routeOrNull,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        @Nullable Map<String, Object> callerOrNull) {

    public static HttpRequest of(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
        String method = context == null || context.getHttp() == null
                ? ""
                : orEmpty(context.getHttp().getMethod());
        String path = orEmpty(event.getRawPath());
        Optional<RouteMatch> match = RouteMatch.ofKey(orEmpty(event.getRouteKey()))
                .map(route -> new RouteMatch(route, orNone(event.getPathParameters())))
                .or(() -> RouteMatch.of(method, path));
        return new HttpRequest(
                context == null ? "" : orEmpty(context.getRequestId()),
                method,
                path,
                match.map(RouteMatch::route).orElse(null),
                match.map(RouteMatch::parameters).orElse(Map.of()),
                query(orEmpty(event.getRawQueryString())),
                lowerCase(orNone(event.getHeaders())),
                body(event),
                context == null || context.getAuthorizer() == null
                        ? null
                        : context.getAuthorizer().getLambda());
    }

    public Optional<Routes.Route> route() {
        return Optional.ofNullable(routeOrNull);
    }

    /// @param name in lower case
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public String pathParameter(String name) {
        return pathParameters.getOrDefault(name, "");
    }

    private static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> query = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = orEmpty(event.getBody());
        return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Map<String, String> orNone(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
