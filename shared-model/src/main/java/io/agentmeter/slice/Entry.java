package io.agentmeter.slice;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.Erased;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import org.jspecify.annotations.Nullable;

/// One event inside a slice, with its pinned cost if it is a request.
///
/// @param event carries only explicit claims: everything else about who and where is the session's
public record Entry(UsageEvent event, @Nullable Cost costOrNull) {
    static Entry of(UsageEvent event, Pricer pricer) {
        UsageEvent kept = withoutSessionClaims(event);
        return new Entry(kept, kept instanceof ModelRequest request ? pricer.costOf(request) : null);
    }

    /// This entry completed by another report. The cost stays pinned unless the facts that decide it changed, so a
    /// new price list never re-prices half a slice by accident.
    Entry merge(UsageEvent other, Pricer pricer) {
        UsageEvent merged = event.merge(withoutSessionClaims(other));
        if (merged.equals(event)) {
            return this;
        }
        if (merged instanceof ModelRequest after && event instanceof ModelRequest before) {
            return new Entry(merged, after.facts().equals(before.facts()) ? costOrNull : pricer.costOf(after));
        }
        return new Entry(merged, null);
    }

    Entry repriced(Pricer pricer) {
        return event instanceof ModelRequest request ? new Entry(event, pricer.costOf(request)) : this;
    }

    Entry without(Erased erased) {
        return new Entry(erased.from(event), costOrNull);
    }

    public Cost cost() {
        return costOrNull == null ? new Cost.Unknown() : costOrNull;
    }

    /// An event as a slice keeps it: what it says of its session is the session's row's.
    public static UsageEvent withoutSessionClaims(UsageEvent event) {
        Envelope envelope = event.envelope();
        Attribution said = envelope.attribution();
        Attribution explicit = new Attribution(
                explicit(said.project()),
                explicit(said.user()),
                explicit(said.team()),
                explicit(said.agent()),
                explicit(said.task()),
                Claim.NONE,
                Claim.NONE);
        return event.withEnvelope(new Envelope(
                envelope.id(),
                envelope.time(),
                envelope.session(),
                explicit,
                envelope.sources(),
                envelope.live(),
                envelope.sequences()));
    }

    private static Claim explicit(Claim claim) {
        return claim.isExplicit() ? claim : Claim.NONE;
    }
}
