package io.agentmeter.functions.library.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// An answer to an HTTP request. Nothing is kept by browsers or proxies unless an answer says otherwise.
///
/// @param headers names in lower case
/// @param body text; of a binary answer, one character per byte
/// @param binary whether the body is bytes rather than text
public record HttpAnswer(int status, Map<String, String> headers, String body, boolean binary) {
    /// Longer bodies are zipped if the caller can read that.
    static final int ZIPPED_ABOVE_BYTES = 1_024;

    private static final String ETAG = "etag";
    private static final String CACHE = "cache-control";
    private static final String TYPE = "content-type";
    private static final String ENCODING = "content-encoding";

    public HttpAnswer {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    public static HttpAnswer json(int status, JsonNode body) {
        return jsonText(status, body.toString());
    }

    /// @param body JSON as text
    public static HttpAnswer jsonText(int status, String body) {
        return new HttpAnswer(
                status,
                Map.of(TYPE, "application/json", CACHE, "private, no-store", "vary", "Authorization"),
                body,
                false);
    }

    /// Plain text, for programs that show it as it is.
    public static HttpAnswer text(int status, String body) {
        return new HttpAnswer(
                status,
                Map.of(TYPE, "text/plain; charset=utf-8", CACHE, "private, no-store", "vary", "Authorization"),
                body,
                false);
    }

    public static HttpAnswer binary(int status, String type, byte[] body) {
        return new HttpAnswer(
                status,
                Map.of(TYPE, type, CACHE, "private, no-store", "vary", "Authorization"),
                new String(body, StandardCharsets.ISO_8859_1),
                true);
    }

    public static HttpAnswer error(HttpError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode details = body.putObject("error");
        details.put("code", error.code()).put("message", error.message());
        error.at().ifPresent(at -> details.put("at", at));
        error.next().ifPresent(next -> details.put("next", next));
        HttpAnswer answer = json(error.status(), body);
        return switch (error.status()) {
            case 401 -> answer.with("www-authenticate", "Bearer");
            case 503 -> answer.with("retry-after", Integer.toString(HttpError.RETRY_AFTER_SECONDS));
            default -> answer;
        };
    }

    public HttpAnswer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new HttpAnswer(status, more, body, binary);
    }

    /// This answer's status and headers with another's body and type.
    public HttpAnswer withBodyOf(HttpAnswer other) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(TYPE, other.headers.getOrDefault(TYPE, "application/json"));
        return new HttpAnswer(status, all, other.body, other.binary);
    }

    /// Lets the caller keep the answer and ask whether it still holds.
    ///
    /// @param content what makes two answers the same; the body, where nothing in it changes by itself
    public HttpAnswer withTagOf(String content) {
        return with(ETAG, '"' + digest(content) + '"').with(CACHE, "private, no-cache");
    }

    /// As Lambda sends it: without a body if the caller has it already, zipped if the caller can read that.
    APIGatewayV2HTTPResponse to(HttpRequest request) {
        String tag = headers.get(ETAG);
        if (tag != null
                && status == 200
                && holds(request.header("if-none-match").orElse(""), tag)) {
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(304)
                    .withHeaders(Map.of(ETAG, tag, CACHE, headers.getOrDefault(CACHE, "no-cache")))
                    .withBody("")
                    .build();
        }
        byte[] bytes = body.getBytes(binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        if (bytes.length <= ZIPPED_ABOVE_BYTES
                || !canRead(request.header("accept-encoding").orElse(""))) {
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(status)
                    .withHeaders(headers)
                    .withBody(binary ? Base64.getEncoder().encodeToString(bytes) : body)
                    .withIsBase64Encoded(binary)
                    .build();
        }
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(with(ENCODING, "gzip")
                        .with("vary", "Authorization, Accept-Encoding")
                        .headers())
                .withBody(Base64.getEncoder().encodeToString(zip(bytes)))
                .withIsBase64Encoded(true)
                .build();
    }

    private static boolean holds(String ifNoneMatch, String tag) {
        return Arrays.stream(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                // A proxy that zips an answer marks its tag.
                .map(known -> known.replace("-gzip\"", "\""))
                .anyMatch(known -> known.equals("*") || known.equals(tag));
    }

    private static boolean canRead(String acceptEncoding) {
        return Arrays.stream(acceptEncoding.split(",", -1))
                .map(String::strip)
                .filter(coding -> coding.startsWith("gzip") || coding.startsWith("*"))
                .anyMatch(coding -> !coding.matches(".*;\\s*q=0(\\.0*)?"));
    }

    private static byte[] zip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return zipped.toByteArray();
    }

    private static String digest(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
