package io.agentmeter.functions.query;

import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.rollup.KeyText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where a page ended: the last one's rank and id. Opaque to callers, and right even if things were added meanwhile.
record Cursor<R>(R rank, String id) {
    private static final String PARAMETER = "cursor";

    String text(Function<R, String> write) {
        byte[] bytes = KeyText.join(List.of(write.apply(rank), id)).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @param read gives the rank back, or throws an [IllegalArgumentException] or [DateTimeException]
    static <R> Optional<Cursor<R>> read(Parameters parameters, Function<String, R> read) {
        return parameters.text(PARAMETER).flatMap(text -> {
            try {
                String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                List<String> parts = KeyText.split(decoded);
                if (parts.size() == 2) {
                    return Optional.of(new Cursor<>(read.apply(parts.get(0)), parts.get(1)));
                }
            } catch (IllegalArgumentException | DateTimeException malformed) {
                // Answered below, like one with too many parts.
            }
            parameters.wrong(PARAMETER, "is not one that was given out; start again without it");
            return Optional.empty();
        });
    }
}
