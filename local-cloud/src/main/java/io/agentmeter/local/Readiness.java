package io.agentmeter.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Asks `/healthz` until it really answers, through the front and the query function.
record Readiness(String url, Clock clock) {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    void await() throws StartFailure, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/healthz")).build();
        Instant until = clock.instant().plus(LONGEST);
        String last = "no answer";
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (clock.instant().isBefore(until)) {
                try {
                    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == 200) {
                        return;
                    }
                    last = answer.statusCode() + " " + answer.body();
                    if (answer.statusCode() < 503) {
                        break;
                    }
                } catch (IOException unreachable) {
                    last = unreachable.toString();
                }
                Thread.sleep(PAUSE);
            }
        }
        throw new StartFailure("the API does not answer: GET /healthz gave " + last);
    }
}
