package io.agentmeter.event;

/// A session said good-bye. Crashes say nothing, so sessions are also closed by silence.
public record SessionEnded(Envelope envelope, Claim reason) implements UsageEvent {
    @Override
    public SessionEnded withEnvelope(Envelope other) {
        return new SessionEnded(other, reason);
    }

    @Override
    public SessionEnded merge(UsageEvent other) {
        SessionEnded same = UsageEvent.same(this, other, SessionEnded.class);
        return new SessionEnded(envelope.merge(same.envelope), reason.merge(same.reason));
    }
}
