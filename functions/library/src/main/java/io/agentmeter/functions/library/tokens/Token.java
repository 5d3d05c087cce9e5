package io.agentmeter.functions.library.tokens;

import io.agentmeter.deployment.Routes.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// An API token as its owner holds it: `am_<scope>_<secret><checksum>`. The prefix lets secret scanners and people
/// recognise it; the checksum tells a mistyped or invented one without asking a store. It is never stored or logged:
/// what
/// is stored is its [hash][#hash].
public final class Token {
    static final int SECRET_LENGTH = 30;
    static final int CHECKSUM_LENGTH = 6;
    static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final Pattern SHAPE =
            Pattern.compile("am_(ingest|read|admin)_[0-9A-Za-z]{" + (SECRET_LENGTH + CHECKSUM_LENGTH) + "}");

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    static Token of(Scope scope, String secret) {
        String unchecked = "am_" + scope.name().toLowerCase(Locale.ROOT) + "_" + secret;
        return new Token(unchecked + checksum(unchecked));
    }

    /// The token if the text is one; its checksum is right, which does not mean that anybody knows it.
    public static Optional<Token> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        int end = text.length() - CHECKSUM_LENGTH;
        byte[] said = text.substring(end).getBytes(StandardCharsets.UTF_8);
        byte[] right = checksum(text.substring(0, end)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(said, right) ? Optional.of(new Token(text)) : Optional.empty();
    }

    /// The secret text, to be shown once to whoever asked for the token.
    public String secretText() {
        return text;
    }

    /// SHA-256 in hexadecimal. The secret is random and long, so a fast hash is enough.
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String checksum(String unchecked) {
        CRC32 crc = new CRC32();
        crc.update(unchecked.getBytes(StandardCharsets.UTF_8));
        long rest = crc.getValue();
        StringBuilder digits = new StringBuilder();
        for (int digit = 0; digit < CHECKSUM_LENGTH; digit++) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return digits.reverse().toString();
    }

    @Override
    public String toString() {
        return "Token[hidden]";
    }
}
