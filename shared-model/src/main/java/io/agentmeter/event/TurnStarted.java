package io.agentmeter.event;

/// A person or a schedule gave the agent a prompt; the event's id is the turn's.
public record TurnStarted(Envelope envelope) implements UsageEvent {
    @Override
    public TurnStarted withEnvelope(Envelope other) {
        return new TurnStarted(other);
    }

    @Override
    public TurnStarted merge(UsageEvent other) {
        TurnStarted same = UsageEvent.same(this, other, TurnStarted.class);
        return new TurnStarted(envelope.merge(same.envelope));
    }
}
