package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.Alert;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.control.StoredAlert;
import io.agentmeter.functions.library.control.StoredAlert.Try;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells people: once, whatever races, and without fail. An alert is claimed by a conditional write, sent, and marked;
/// what was claimed and not finished is sent by [#sweep], with the words that were claimed.
public final class Alerts {
    /// How long a sender has before its claim may be taken over.
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_OPEN = 1_000;
    private static final int REMEMBERED = 10_000;

    private final AlertStore store;
    private final AlertPolicy policy;

    /// Ids that this process has seen claimed: raising them again would write nothing, so it is not tried.
    private final Set<String> known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    public Alerts(AlertStore store, AlertPolicy policy) {
        this.store = store;
        this.policy = policy;
    }

    public Alerts(AlertStore store, List<AlertChannel> channels) {
        this(store, AlertPolicy.always(channels));
    }

    /// Raises an alert, which may be done any number of times.
    ///
    /// @return whether this call was the one that told people
    /// @throws io.agentmeter.functions.library.StoreUnavailable if it is not certain that the alert is kept; raise
    /// it
    ///     again then
    public boolean raise(Alert alert, Instant now) {
        if (known.contains(alert.id()) || !policy.wants(alert.kind())) {
            return false;
        }
        Optional<StoredAlert> claimed = store.claim(alert, now, now.plus(LEASE));
        known.add(alert.id());
        return claimed.isPresent() && send(claimed.get(), now);
    }

    /// Sends what was claimed and is not finished: its sender died, a channel was down, or it was quiet.
    ///
    /// @return how many alerts were sent
    public int sweep(Instant now) {
        int sent = 0;
        for (StoredAlert open : store.open(MOST_OPEN)) {
            Instant lease = open.leaseUntil();
            if (lease != null && !lease.isAfter(now)) {
                Optional<StoredAlert> claimed = store.claim(open.alert(), now, now.plus(LEASE));
                sent += claimed.isPresent() && send(claimed.get(), now) ? 1 : 0;
            }
        }
        return sent;
    }

    private boolean send(StoredAlert claimed, Instant now) {
        Alert alert = claimed.alert();
        Optional<Instant> quiet = policy.quietUntil(alert.kind(), now);
        if (quiet.isPresent()) {
            store.release(claimed, quiet.get());
            return false;
        }
        Set<String> delivered = claimed.delivered();
        boolean told = false;
        boolean outstanding = false;
        for (AlertChannel channel : policy.channels()) {
            if (!delivered.contains(channel.name())) {
                // A channel that is down must not hold the others up, nor whoever raises alerts.
                AlertChannel.Outcome outcome = channel.send(alert, now);
                store.tried(alert.id(), channel.name(), new Try(now, outcome.taken(), outcome.what()));
                told |= outcome.taken();
                outstanding |= !outcome.taken() && now.isBefore(alert.at().plus(channel.patience()));
            }
        }
        if (outstanding) {
            store.release(claimed, now.plus(pauseAfter(claimed.attempts())));
        } else {
            store.finish(alert.id(), now);
        }
        return told;
    }

    /// The first retry comes with the next sweep, the following ones after 1, 2, 4 ... minutes.
    private static Duration pauseAfter(int attempts) {
        if (attempts <= 1) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofMinutes(1L << Math.min(attempts - 2, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
