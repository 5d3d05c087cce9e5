package io.agentmeter.event;

/// A request that the model did not answer. `reason` is a status or an error word, never a message.
public record RequestFailed(Envelope envelope, Claim reason) implements UsageEvent {
    @Override
    public RequestFailed withEnvelope(Envelope other) {
        return new RequestFailed(other, reason);
    }

    @Override
    public RequestFailed merge(UsageEvent other) {
        RequestFailed same = UsageEvent.same(this, other, RequestFailed.class);
        return new RequestFailed(envelope.merge(same.envelope), reason.merge(same.reason));
    }
}
