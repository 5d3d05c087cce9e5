package io.agentmeter.functions.library.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that was not answered as wished: what is wrong and, where known, the way out.
///
/// @param code fixed word for programs
/// @param message for people; never quotes the body
/// @param atOrNull where in the request, for example `line 3, column 14` or a parameter's name
/// @param nextOrNull what to do
public record HttpError(
        int status,
        String code,
        String message,
        @Nullable String atOrNull,
        @Nullable String nextOrNull) {
    /// Seconds after which a request that could not be served is worth repeating.
    static final int RETRY_AFTER_SECONDS = 1;

    public static HttpError unreadableBody(String message) {
        return new HttpError(400, "unreadable_body", message, null, null);
    }

    public static HttpError invalidParameter(String message, String parameter) {
        return new HttpError(400, "invalid_parameter", message, parameter, null);
    }

    public static HttpError unauthorized(String message) {
        return new HttpError(401, "unauthorized", message, null, null);
    }

    public static HttpError forbidden(String message) {
        return new HttpError(403, "forbidden", message, null, null);
    }

    public static HttpError notFound(String message) {
        return new HttpError(404, "not_found", message, null, null);
    }

    public static HttpError tooLarge(String message) {
        return new HttpError(413, "too_large", message, null, null);
    }

    public static HttpError unavailable(String message) {
        return new HttpError(503, "unavailable", message, null, "send the request again in a moment");
    }

    public HttpError at(String place) {
        return new HttpError(status, code, message, place, nextOrNull);
    }

    public HttpError next(String next) {
        return new HttpError(status, code, message, atOrNull, next);
    }

    public Optional<String> at() {
        return Optional.ofNullable(atOrNull);
    }

    public Optional<String> next() {
        return Optional.ofNullable(nextOrNull);
    }
}
