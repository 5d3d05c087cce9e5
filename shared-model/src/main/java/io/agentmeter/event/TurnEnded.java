package io.agentmeter.event;

/// The agent finished a turn. `outcome` is `done` or an error word.
public record TurnEnded(Envelope envelope, Claim outcome) implements UsageEvent {
    @Override
    public TurnEnded withEnvelope(Envelope other) {
        return new TurnEnded(other, outcome);
    }

    @Override
    public TurnEnded merge(UsageEvent other) {
        TurnEnded same = UsageEvent.same(this, other, TurnEnded.class);
        return new TurnEnded(envelope.merge(same.envelope), outcome.merge(same.outcome));
    }
}
