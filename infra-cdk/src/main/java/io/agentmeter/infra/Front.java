package io.agentmeter.infra;

import java.util.Locale;

/// What stands between the network and the HTTP functions.
public enum Front {
    /// CloudFront before an HTTP API with a Lambda authorizer: the way into AWS.
    HTTP_API,
    /// One function URL for each function, which then checks tokens itself: for LocalStack's free edition, which
    /// has neither.
    FUNCTION_URLS;

    /// The name used on the command line.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
