package io.agentmeter.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.Connection;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills an AgentMeter with two weeks of a small team and then lets a session or two go on live. Everything goes in
/// through the public API, as an agent's own reports would; the same day gives the same data, so playing it twice
/// counts nothing twice.
public final class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final int DAYS = 14;
    private static final int EVENTS_PER_POST = 100;
    private static final int MOST_ATTEMPTS = 10;

    private final Connection connection;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();

    Demo(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /// Plays in the background.
    ///
    /// @param doneMark a file that tells later starts that the two weeks are there
    public static void start(Connection connection, Clock clock, Path doneMark, PrintStream console) {
        Demo demo = new Demo(connection, clock);
        Thread.ofVirtual().name("demo").start(() -> {
            try {
                if (!Files.exists(doneMark)) {
                    long events = demo.playPast();
                    Files.writeString(doneMark, clock.instant() + "\n");
                    console.println(
                            "Demo: " + events + " events of the last " + DAYS + " days are in; live sessions go on.");
                }
                demo.playLive();
            } catch (IOException failed) {
                LOG.error("the demo stopped", failed);
                console.println("Demo: stopped, because of " + failed);
            } catch (InterruptedException stopped) {
                LOG.debug("the demo was stopped");
            }
        });
    }

    /// Sends the last fourteen days up to now; returns how many events that were.
    long playPast() throws IOException, InterruptedException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        long sent = 0;
        for (int daysAgo = DAYS - 1; daysAgo >= 0; daysAgo--) {
            List<ObjectNode> events = day(today.minusDays(daysAgo));
            for (int from = 0; from < events.size(); from += EVENTS_PER_POST) {
                post(events.subList(from, Math.min(events.size(), from + EVENTS_PER_POST)), true);
            }
            sent += events.size();
        }
        return sent;
    }

    /// The events of one day that are not in the future; the same for the same day.
    List<ObjectNode> day(LocalDate day) {
        RandomGenerator random = new Random(day.toEpochDay());
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        int sessions = weekend ? 1 + random.nextInt(3) : 7 + random.nextInt(6);
        List<ObjectNode> events = new ArrayList<>();
        for (int session = 0; session < sessions; session++) {
            Instant start = day.atTime(LocalTime.of(7, 0))
                    .plusMinutes(random.nextInt(600))
                    .toInstant(ZoneOffset.UTC);
            DemoSession played = new DemoSession("demo-" + day + "-" + session, start, new Random(random.nextLong()));
            events.addAll(played.events(4 + random.nextInt(14)));
        }
        Instant now = clock.instant();
        return events.stream()
                .filter(event -> Instant.parse(event.get("time").asText()).isBefore(now))
                .toList();
    }

    private void playLive() throws InterruptedException {
        RandomGenerator random = new Random(clock.millis());
        while (true) {
            Instant start = clock.instant();
            DemoSession session = new DemoSession("demo-live-" + start.toEpochMilli(), start, random);
            int turns = 5 + random.nextInt(15);
            for (int turn = 0; turn < turns; turn++) {
                session.continueAt(clock.instant().minusSeconds(60));
                goOn(session);
                Thread.sleep(Duration.ofSeconds(5 + random.nextInt(20)));
            }
        }
    }

    /// One live turn; if it is refused or the API is away for a while, the next one may succeed.
    private void goOn(DemoSession session) throws InterruptedException {
        try {
            post(session.turn(), false);
        } catch (IOException failed) {
            LOG.warn("a turn of the demo was not sent: {}", failed.toString());
        }
    }

    private void post(List<ObjectNode> events, boolean backfill) throws IOException, InterruptedException {
        ObjectNode body = Json.object();
        body.putArray("events").addAll(events);
        body.put("backfill", backfill);
        HttpRequest request = HttpRequest.newBuilder(URI.create(connection.url() + "/v1/events"))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + connection.ingestToken())
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return;
            }
            if (answer.statusCode() != 503 || attempt == MOST_ATTEMPTS) {
                throw new IOException("POST /v1/events was answered " + answer.statusCode() + ": " + answer.body());
            }
            // A busy machine answers "try again"; events that were stored by the first try count once all the same.
            Thread.sleep(Duration.ofSeconds(attempt));
        }
    }
}
