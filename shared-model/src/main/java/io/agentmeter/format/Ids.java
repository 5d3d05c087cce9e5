package io.agentmeter.format;

import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Event ids from what sources say. Every parser makes them here, so that the same request gets the same id from all.
public final class Ids {
    private Ids() {}

    /// The id of these parts, joined by `:`. A text too long for an id is replaced by its hash.
    ///
    /// @throws IllegalArgumentException if nothing is left of it
    public static EventId of(Kind kind, String... parts) {
        String text = String.join(":", parts);
        return new EventId(kind, text.length() > EventId.MAX_LENGTH ? hash(text) : clean(text));
    }

    /// Whether a source's own id says anything.
    public static boolean isUsable(String id) {
        return !clean(id).isEmpty();
    }

    /// A source's id as it may be shown in an answer: cleaned and cut.
    public static String shown(String id) {
        return Names.clean(id);
    }

    /// Without control characters, unpaired surrogates and surrounding blanks; never cut, for two ids must stay
    /// two.
    private static String clean(String id) {
        StringBuilder clean = new StringBuilder(id.length());
        id.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /// A stand-in for a text that is too long, or whose parts are only there to tell it from others.
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
