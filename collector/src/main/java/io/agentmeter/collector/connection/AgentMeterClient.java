package io.agentmeter.collector.connection;

import io.agentmeter.collector.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;

/// Talks to one AgentMeter endpoint. Repeats what may be repeated, because every report is idempotent.
public final class AgentMeterClient implements AutoCloseable {
    /// Attempts before a POST is given up.
    private static final int ATTEMPTS = 6;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Connection connection;
    private final Surroundings.Pause pause;

    /// @param serverTime what the server's clock said, if the answer tells
    public record Answer(int status, String body, Optional<Instant> serverTime) {
        public boolean isGood() {
            return status / 100 == 2;
        }
    }

    public AgentMeterClient(Connection connection, Surroundings.Pause pause) {
        this.connection = connection;
        this.pause = pause;
    }

    /// Sends a JSON body, gzipped. Answers of 2xx, 400 and 413 are returned; while the server is busy or away
    /// it tries again, later each time, or when the server says.
    ///
    /// @throws Unreachable if the server stays away or does not accept the token
    public Answer post(String path, String json) {
        HttpRequest request = request(path, connection.token())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(json)))
                .build();
        Duration next = FIRST_PAUSE;
        String lastFailure = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Duration wait = next;
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                int status = response.statusCode();
                if (status / 100 == 2 || status == 400 || status == 413) {
                    return answer(response);
                }
                if (status != 429 && status < 500) {
                    throw refused(status);
                }
                lastFailure = "it answers " + status;
                wait = retryAfter(response).orElse(next);
            } catch (IOException e) {
                lastFailure = describe(e);
            } catch (InterruptedException e) {
                throw interrupted();
            }
            if (attempt < ATTEMPTS) {
                sleep(wait);
                next = next.multipliedBy(2);
            }
        }
        throw new Unreachable(connection.url() + " does not take reports (" + lastFailure + ", " + ATTEMPTS
                + " attempts). What was sent is kept; run the command again to go on.");
    }

    /// Sends a JSON body once, with the given token: an order that is repeated is carried out twice.
    ///
    /// @throws Unreachable if there is no answer
    public Answer order(String path, String token, String json) {
        try {
            return answer(http.send(
                    request(path, token)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new Unreachable(connection.url() + " cannot be reached: " + describe(e));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Reads once, with the given token or with none if it is empty.
    ///
    /// @throws Unreachable if there is no answer
    public Answer get(String path, String token) {
        try {
            return answer(http.send(request(path, token).GET().build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new Unreachable(connection.url() + " cannot be reached: " + describe(e));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(connection.url() + path))
                .timeout(TIMEOUT)
                .header("User-Agent", "agentmeter-collector");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Unreachable refused(int status) {
        return new Unreachable(
                switch (status) {
                    case 401 ->
                        connection.url()
                                + " does not know the token; get a new one and run `agentmeter connect` again.";
                    case 403 ->
                        "the token may not send reports to " + connection.url() + "; it needs the scope ingest.";
                    case 404 -> connection.url() + " is not an AgentMeter endpoint: it has no /v1/events.";
                    default -> connection.url() + " answers " + status + ", which no AgentMeter endpoint does.";
                });
    }

    private static Answer answer(HttpResponse<String> response) {
        Optional<Instant> date = response.headers().firstValue("Date").flatMap(AgentMeterClient::date);
        return new Answer(response.statusCode(), response.body(), date);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /// Machines that were refused together must not come back together.
    private void sleep(Duration wait) {
        long bounded = Math.min(wait.toMillis(), LONGEST_PAUSE.toMillis());
        try {
            pause.sleep(Duration.ofMillis(bounded + ThreadLocalRandom.current().nextLong(bounded / 4 + 1)));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Unreachable interrupted() {
        Thread.currentThread().interrupt();
        return new Unreachable("interrupted");
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        http.close();
    }
}
