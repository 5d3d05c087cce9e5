package io.agentmeter.collector.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An AgentMeter endpoint and what opens it.
///
/// @param url without a slash at the end
/// @param token may send reports
/// @param readTokenOrNull may read, where one is known: a local cloud writes it down beside the other
/// @param adminTokenOrNull may do everything, likewise
public record Connection(
        String url,
        String token,
        @Nullable String readTokenOrNull,
        @Nullable String adminTokenOrNull) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{8,512}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public Connection(String url, String token, @Nullable String readTokenOrNull) {
        this(url, token, readTokenOrNull, null);
    }

    public Optional<String> adminToken() {
        return Optional.ofNullable(adminTokenOrNull);
    }

    public Optional<String> readToken() {
        return Optional.ofNullable(readTokenOrNull);
    }

    /// The URL in its plain form, or why it cannot be one.
    public static String checkedUrl(String text) {
        String url = text.strip();
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new InvalidConnection("the endpoint " + text + " is not a URL");
        }
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new InvalidConnection(
                    "the endpoint must begin with https:// (or http:// on this machine), not " + text);
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new InvalidConnection(
                    "the endpoint must have no user, query or fragment: the token goes into --token");
        }
        return url;
    }

    /// The token, or why it cannot be one. It becomes part of a header list in which a comma would begin
    /// another header.
    public static String checkedToken(String text) {
        String token = text.strip();
        if (!TOKEN.matcher(token).matches()) {
            throw new InvalidConnection("the token has characters that no token of AgentMeter has");
        }
        return token;
    }

    /// Whether the token would travel unencrypted over a network.
    public boolean isUnencrypted() {
        URI uri = URI.create(url);
        return "http".equals(uri.getScheme()) && !LOOPBACK.contains(uri.getHost());
    }

    /// What may be shown of a secret: enough to tell two apart.
    public static String masked(String secret) {
        return secret.substring(0, Math.min(4, secret.length() / 4)) + "****";
    }

    @Override
    public String toString() {
        return "Connection[" + url + "]";
    }
}
