package io.agentmeter.event;

import io.agentmeter.usage.TokenUsage;

/// What an agent's metrics say of one export interval of a session. Its tokens are a cross-check of the requests and
/// are never added to them.
public record Activity(
        Envelope envelope,
        long activeSeconds,
        long linesAdded,
        long linesRemoved,
        long commits,
        long pullRequests,
        TokenUsage tokens)
        implements UsageEvent {
    @Override
    public Activity withEnvelope(Envelope other) {
        return new Activity(other, activeSeconds, linesAdded, linesRemoved, commits, pullRequests, tokens);
    }

    @Override
    public Activity merge(UsageEvent other) {
        Activity same = UsageEvent.same(this, other, Activity.class);
        return new Activity(
                envelope.merge(same.envelope),
                Math.max(activeSeconds, same.activeSeconds),
                Math.max(linesAdded, same.linesAdded),
                Math.max(linesRemoved, same.linesRemoved),
                Math.max(commits, same.commits),
                Math.max(pullRequests, same.pullRequests),
                tokens.merge(same.tokens));
    }
}
