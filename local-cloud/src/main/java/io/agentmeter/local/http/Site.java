package io.agentmeter.local.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The dashboard's files, with the headers that CloudFront adds in the cloud. A path without a file is a page of the
/// dashboard
/// itself, so it is answered with `index.html`.
public final class Site {
    private static final Pattern HASHED = Pattern.compile(".*[.-][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final List<HttpCall.Header> SECURITY = List.of(
            new HttpCall.Header(
                    "content-security-policy",
                    "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'; object-src 'none'"),
            new HttpCall.Header("x-content-type-options", "nosniff"),
            new HttpCall.Header("referrer-policy", "no-referrer"),
            new HttpCall.Header("cross-origin-opener-policy", "same-origin"));

    private final Path folder;

    public Site(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    public HttpAnswer answer(HttpCall call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return Problems.notFound(call.method() + " " + call.path());
        }
        try {
            Path file = file(call.path());
            return Files.isRegularFile(file) ? answer(call, file) : notBuilt();
        } catch (IOException unreadable) {
            return Problems.unavailable("the dashboard's files cannot be read");
        }
    }

    private Path file(String path) {
        Path index = folder.resolve("index.html");
        String relative = RouteTable.decoded(path).replaceFirst("^/+", "");
        if (relative.indexOf('\0') >= 0 || relative.indexOf('\\') >= 0) {
            return index;
        }
        try {
            Path wanted = folder.resolve(relative).normalize();
            return wanted.startsWith(folder) && Files.isRegularFile(wanted) ? wanted : index;
        } catch (InvalidPathException notAFileName) {
            return index;
        }
    }

    private HttpAnswer answer(HttpCall call, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String tag = '"' + digest(content) + '"';
        String name = file.getFileName().toString();
        boolean immutable = HASHED.matcher(name).matches() && !name.endsWith(".html");
        boolean known = call.header("if-none-match").filter(tag::equals).isPresent();
        HttpAnswer answer = new HttpAnswer(known ? 304 : 200, SECURITY, known ? new byte[0] : content)
                .with("etag", tag)
                .with("cache-control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
        return known ? answer : answer.with("content-type", type(name));
    }

    private static HttpAnswer notBuilt() {
        String page =
                "The dashboard is not built. The API answers; run scripts/start without --no-build for the dashboard.\n";
        return new HttpAnswer(404, SECURITY, page.getBytes(StandardCharsets.UTF_8))
                .with("content-type", "text/plain; charset=utf-8");
    }

    private static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
