package io.agentmeter.functions.ingest;

import io.agentmeter.format.Limits;
import io.agentmeter.functions.library.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// Unpacks a request's body within the limits, before anything reads it.
final class BodyReader {
    private static final int RATIO_COUNTS_FROM = 100_000;

    sealed interface Unpacked {}

    record Bytes(byte[] bytes) implements Unpacked {}

    record Unreadable(String reason) implements Unpacked {}

    record TooLarge(String reason) implements Unpacked {}

    private BodyReader() {}

    /// @param most bytes of the body as it was sent
    static Unpacked unpack(HttpRequest request, int most) {
        if (declaredLength(request) > most) {
            return tooLarge(most);
        }
        byte[] sent = request.body();
        if (sent.length > most) {
            return tooLarge(most);
        }
        String encoding = request.header("content-encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> new Bytes(sent);
            case "gzip", "x-gzip" -> gunzip(sent);
            default -> new Unreadable("Content-Encoding " + encoding + " is not supported; send gzip or none");
        };
    }

    private static TooLarge tooLarge(int most) {
        return new TooLarge("the body is larger than " + most + " bytes; send it in parts");
    }

    private static long declaredLength(HttpRequest request) {
        String declared = request.header("content-length").orElse("");
        return declared.matches("\\d{1,18}") ? Long.parseLong(declared) : 0;
    }

    /// Stops as soon as a limit is exceeded, so a small body that unpacks to a very large one costs little.
    private static Unpacked gunzip(byte[] sent) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream(Math.max(1_024, sent.length * 8));
        byte[] buffer = new byte[16_384];
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            for (int read = gzip.read(buffer); read >= 0; read = gzip.read(buffer)) {
                unpacked.write(buffer, 0, read);
                if (unpacked.size() > Limits.MAX_UNPACKED_BYTES) {
                    return new TooLarge("the body unpacks to more than " + Limits.MAX_UNPACKED_BYTES + " bytes");
                }
                if (unpacked.size() > RATIO_COUNTS_FROM && unpacked.size() / sent.length > Limits.MAX_GZIP_RATIO) {
                    return new TooLarge("the body unpacks to more than " + Limits.MAX_GZIP_RATIO + " times its size");
                }
            }
        } catch (IOException e) {
            return new Unreadable("the body is not valid gzip");
        }
        return new Bytes(unpacked.toByteArray());
    }
}
