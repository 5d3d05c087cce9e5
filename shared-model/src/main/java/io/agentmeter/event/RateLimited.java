package io.agentmeter.event;

/// The provider refused for now. `reason` is the provider's word.
public record RateLimited(Envelope envelope, Claim reason) implements UsageEvent {
    @Override
    public RateLimited withEnvelope(Envelope other) {
        return new RateLimited(other, reason);
    }

    @Override
    public RateLimited merge(UsageEvent other) {
        RateLimited same = UsageEvent.same(this, other, RateLimited.class);
        return new RateLimited(envelope.merge(same.envelope), reason.merge(same.reason));
    }
}
