package io.agentmeter.event;

/// A session began or was resumed.
public record SessionStarted(Envelope envelope) implements UsageEvent {
    @Override
    public SessionStarted withEnvelope(Envelope other) {
        return new SessionStarted(other);
    }

    @Override
    public SessionStarted merge(UsageEvent other) {
        SessionStarted same = UsageEvent.same(this, other, SessionStarted.class);
        return new SessionStarted(envelope.merge(same.envelope));
    }
}
