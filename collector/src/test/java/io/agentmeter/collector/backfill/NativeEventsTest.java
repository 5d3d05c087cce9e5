package io.agentmeter.collector.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.collector.Laptop;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat;
import io.agentmeter.format.nativejson.NativeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeEventsTest {
    @TempDir
    private Path folder;

    @Test
    void isReadByTheServerAsTheVeryEventsThatWereSent() throws IOException {
        Laptop laptop = new Laptop(folder).withSampleTranscripts();
        List<UsageEvent> events = new ArrayList<>();
        List<SessionFiles> sessions = new ArrayList<>();
        TranscriptFolders.find(List.of(laptop.home().resolve(".claude")), sessions::add);
        for (SessionFiles session : sessions) {
            SessionRead read = SessionReader.read(SessionJob.whole(session), new SessionReader.Tools(), _ -> {});
            events.addAll(read.content().events());
        }
        byte[] body = NativeEvents.body(events).getBytes(StandardCharsets.UTF_8);
        EventFormat.Outcome outcome = new NativeJson()
                .read(new EventFormat.Body(body, "application/json"), new EventFormat.Receipt(Instant.EPOCH, ""));
        assertThat(outcome).isInstanceOfSatisfying(EventFormat.Events.class, read -> {
            assertThat(read.rejected()).isEmpty();
            assertThat(read.backfill()).isTrue();
            assertThat(read.events()).hasSameSizeAs(events);
            read.events().forEach(event -> assertThat(event.event()).isEqualTo(events.get(event.index())));
        });
    }
}
