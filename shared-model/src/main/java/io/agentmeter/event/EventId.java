package io.agentmeter.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// Identity of an event: its kind and the source's own id, independent of session, time and source, so that the same
/// request reported by telemetry, by a transcript and by another machine's copy of it is one event.
public record EventId(Kind kind, String text) {
    /// Longest id accepted from a source, in characters.
    public static final int MAX_LENGTH = 200;

    public EventId {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an event id has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /// Fixed-length key: base64url of the first 16 bytes of SHA-256 over `kind|id`.
    public String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((kind.label() + "|" + text).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
