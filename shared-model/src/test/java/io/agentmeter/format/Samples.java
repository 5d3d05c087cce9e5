package io.agentmeter.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat.Body;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Indexed;
import io.agentmeter.format.EventFormat.Outcome;
import io.agentmeter.format.EventFormat.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The samples in `contracts/samples`, and bodies read the way the ingest function reads them.
public final class Samples {
    public static final Instant RECEIVED_AT = Instant.parse("2026-11-22T10:00:30.123456Z");
    public static final Receipt RECEIPT = new Receipt(RECEIVED_AT, "");
    private static final Path FOLDER = Path.of("..", "contracts", "samples");

    private Samples() {}

    public static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Names of the samples that start with this.
    public static List<String> named(String prefix) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Outcome read(String path, String json) {
        return read(path, json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    public static Outcome read(String path, byte[] body, String contentType) {
        return read(path, body, contentType, RECEIPT);
    }

    public static Outcome read(String path, byte[] body, String contentType, Receipt receipt) {
        return EventFormats.ofPath(path).orElseThrow().read(new Body(body, contentType), receipt);
    }

    /// What was read of a body that is in the path's format.
    public static Events events(String path, String json) {
        return events(read(path, json));
    }

    public static Events events(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Events.class);
        return (Events) outcome;
    }

    /// The events of one type, in order.
    public static <T extends UsageEvent> List<T> only(Class<T> type, Events events) {
        return events.events().stream()
                .map(Indexed::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// The only event of the body.
    public static <T extends UsageEvent> T single(Class<T> type, Events events) {
        assertThat(events.rejected()).isEmpty();
        assertThat(events.events()).hasSize(1);
        return type.cast(events.events().getFirst().event());
    }
}
