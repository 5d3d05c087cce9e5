package io.agentmeter.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes requests as API Gateway's HTTP API does: payload format 2.0 for functions and for the authorizer.
final class GatewayEvents {
    private static final DateTimeFormatter COMMON_LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private GatewayEvents() {}

    /// @param authorizer what the authorizer said about the caller; absent for routes without one
    static byte[] request(
            HttpCall call, RouteTable.Match match, Instant now, String requestId, Optional<JsonNode> authorizer) {
        ObjectNode event = common(call, match, now, requestId);
        authorizer.ifPresent(context -> ((ObjectNode) event.get("requestContext"))
                .putObject("authorizer")
                .set("lambda", context));
        if (call.body().length > 0) {
            Optional<String> text = text(call);
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(call.body())));
            event.put("isBase64Encoded", text.isEmpty());
        } else {
            event.put("isBase64Encoded", false);
        }
        return Json.bytes(event);
    }

    static byte[] authorization(HttpCall call, RouteTable.Match match, Instant now, String requestId, String token) {
        ObjectNode event = common(call, match, now, requestId);
        event.put("type", "REQUEST");
        event.put(
                "routeArn", "arn:aws:execute-api:us-east-1:000000000000:local/$default/" + call.method() + call.path());
        event.putArray("identitySource").add(token).add(match.route().key());
        return Json.bytes(event);
    }

    private static ObjectNode common(HttpCall call, RouteTable.Match match, Instant now, String requestId) {
        ObjectNode event = Json.object();
        event.put("version", "2.0");
        event.put("routeKey", match.route().key());
        event.put("rawPath", RouteTable.decoded(call.path()));
        event.put("rawQueryString", call.query());
        List<String> cookies = call.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("cookie"))
                .flatMap(header -> Arrays.stream(header.value().split("; ?", -1)))
                .toList();
        if (!cookies.isEmpty()) {
            cookies.forEach(event.putArray("cookies")::add);
        }
        put(event, "headers", headers(call));
        Map<String, String> query = query(call.query());
        if (!query.isEmpty()) {
            put(event, "queryStringParameters", query);
        }
        if (!match.parameters().isEmpty()) {
            put(event, "pathParameters", match.parameters());
        }
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "000000000000");
        context.put("apiId", "local");
        context.put("domainName", "127.0.0.1");
        context.put("domainPrefix", "local");
        ObjectNode http = context.putObject("http");
        http.put("method", call.method());
        http.put("path", RouteTable.decoded(call.path()));
        http.put("protocol", call.protocol());
        http.put("sourceIp", call.remoteAddress());
        http.put("userAgent", call.header("user-agent").orElse(""));
        context.put("requestId", requestId);
        context.put("routeKey", match.route().key());
        context.put("stage", "$default");
        context.put("time", COMMON_LOG_TIME.format(now));
        context.put("timeEpoch", now.toEpochMilli());
        return event;
    }

    private static void put(ObjectNode event, String field, Map<String, String> values) {
        ObjectNode node = event.putObject(field);
        values.forEach(node::put);
    }

    /// Lower-case names; several of one name joined by a comma. Cookies have a field of their own.
    private static Map<String, String> headers(HttpCall call) {
        Map<String, String> joined = new LinkedHashMap<>();
        for (HttpCall.Header header : call.headers()) {
            if (!header.name().equalsIgnoreCase("cookie")) {
                joined.merge(
                        header.name().toLowerCase(Locale.ROOT), header.value(), (first, next) -> first + "," + next);
            }
        }
        return joined;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> joined = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                joined.merge(decodedQuery(name), decodedQuery(value), (first, next) -> first + "," + next);
            }
        }
        return joined;
    }

    private static String decodedQuery(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    /// The body as text, if API Gateway would pass it as text: a textual type, not compressed, and valid UTF-8.
    private static Optional<String> text(HttpCall call) {
        String type = call.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        boolean textual = type.startsWith("text/")
                || type.startsWith("application/json")
                || type.startsWith("application/xml")
                || type.startsWith("application/javascript");
        if (!textual || call.header("content-encoding").isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(call.body()))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
