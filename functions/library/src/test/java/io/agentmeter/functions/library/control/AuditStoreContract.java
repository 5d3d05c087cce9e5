package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

interface AuditStoreContract {
    AuditStore store();

    @Test
    default void anAuditIsFoundAsItWasLastSaved() {
        AuditStore store = store();
        assertThat(store.find("a1")).isEmpty();
        Instant now = Instant.parse("2026-11-22T09:00:00.123Z");
        StoredAudit queued =
                StoredAudit.queued("a1", LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-21"), true, now);
        store.save(queued);
        assertThat(store.find("a1")).contains(queued);
        StoredAudit running = queued.running(now.plusSeconds(1));
        store.save(running);
        assertThat(store.find("a1")).contains(running);
        StoredAudit done = running.done(now.plusSeconds(9), "{\"differences\":0}");
        store.save(done);
        assertThat(store.find("a1")).contains(done);
        StoredAudit failed = running.failed(now.plusSeconds(9), "storage did not answer");
        store.save(failed);
        assertThat(store.find("a1")).contains(failed);
        assertThat(store.find("a2")).isEmpty();
    }
}
