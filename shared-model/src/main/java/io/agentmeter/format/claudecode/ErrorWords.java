package io.agentmeter.format.claudecode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Why a request failed, in a word from a list. An error's message may quote the prompt, so it is never kept.
final class ErrorWords {
    static final String RATE_LIMIT = "rate_limit";
    static final String UNKNOWN = "unknown";

    /// What Claude Code's hooks say when a turn fails.
    private static final Set<String> OF_HOOKS = Set.of(
            RATE_LIMIT,
            "overloaded",
            "authentication_failed",
            "oauth_org_not_allowed",
            "billing_error",
            "invalid_request",
            "model_not_found",
            "server_error",
            "max_output_tokens",
            "account_on_hold",
            "verification_required",
            "cloud_credential_error",
            UNKNOWN);

    /// A phrase of a message, and its word.
    private static final List<Map.Entry<String, String>> PHRASES = List.of(
            Map.entry("overloaded", "overloaded"),
            Map.entry("rate limit", RATE_LIMIT),
            Map.entry("rate_limit", RATE_LIMIT),
            Map.entry("timed out", "timeout"),
            Map.entry("timeout", "timeout"),
            Map.entry("aborted", "aborted"),
            Map.entry("connection", "connection"),
            Map.entry("authentication", "authentication_failed"),
            Map.entry("billing", "billing_error"));

    private ErrorWords() {}

    /// The status code, if there is one, else the word that the message amounts to. 429 is always `rate_limit`.
    static String of(String statusCode, String message) {
        if (statusCode.equals("429")) {
            return RATE_LIMIT;
        }
        if (statusCode.matches("[1-5][0-9][0-9]")) {
            return statusCode;
        }
        String lowerCase = message.toLowerCase(Locale.ROOT);
        return PHRASES.stream()
                .filter(phrase -> lowerCase.contains(phrase.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    static String ofHook(String error) {
        return OF_HOOKS.contains(error) ? error : UNKNOWN;
    }
}
