package io.agentmeter.audit;

import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import io.agentmeter.slice.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Eight bytes that stand for everything of an event that is counted. Who it was is left out: erasing or renaming a
/// person rewrites that, step by step, and changes no count.
final class EventDigest {
    private EventDigest() {}

    static long of(UsageEvent event) {
        byte[] text = EventJson.write(counted(event)).getBytes(StandardCharsets.UTF_8);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The event without what its session says and without the person.
    static UsageEvent counted(UsageEvent event) {
        UsageEvent kept = Entry.withoutSessionClaims(event);
        Envelope all = kept.envelope();
        if (!all.attribution().user().isPresent()) {
            return kept;
        }
        return kept.withEnvelope(new Envelope(
                all.id(),
                all.time(),
                all.session(),
                all.attribution().withUser(Claim.NONE),
                all.sources(),
                all.live(),
                all.sequences()));
    }
}
