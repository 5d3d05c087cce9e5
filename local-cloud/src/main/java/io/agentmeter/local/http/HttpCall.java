package io.agentmeter.local.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An HTTP request with its whole body.
///
/// @param path as sent, still percent-encoded
/// @param query as sent, without the question mark; empty if there is none
public record HttpCall(
        String method,
        String path,
        String query,
        String protocol,
        String remoteAddress,
        List<Header> headers,
        byte[] body) {
    /// @param name as sent
    public record Header(String name, String value) {}

    public HttpCall {
        headers = List.copyOf(headers);
    }

    /// The first value of a header, whatever its case.
    public Optional<String> header(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return headers.stream()
                .filter(header -> header.name().toLowerCase(Locale.ROOT).equals(wanted))
                .map(Header::value)
                .findFirst();
    }
}
