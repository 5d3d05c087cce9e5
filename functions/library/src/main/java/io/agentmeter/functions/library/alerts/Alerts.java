package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.Alert;
import io.agentmeter.functions.library.alerts.Sending.Reply;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.days.DayReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Tells people: once, whatever races, and without fail. An alert is claimed by a conditional write, sent, and marked;
/// what was claimed and not finished is sent by [#sweep], with the words that were claimed.
public final class Alerts {
    /// How long a sender has before its claim may be taken over.
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final int REMEMBERED = 10_000;

    private final AlertStore store;
    private final AlertPolicy policy;
    private final SideBySide sideBySide;

    /// Ids that this process has seen claimed: raising them again would write nothing, so it is not tried.
    private final Set<String> known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    public Alerts(AlertStore store, AlertPolicy policy) {
        this(store, policy, DayReader::each);
    }

    public Alerts(AlertStore store, AlertPolicy policy, SideBySide sideBySide) {
        this.store = store;
        this.policy = policy;
        this.sideBySide = sideBySide;
    }

    public Alerts(AlertStore store, List<AlertChannel> channels) {
        this(store, AlertPolicy.always(channels));
    }

    /// Raises an alert, which may be done any number of times. Channels that may be slow are left to the next
    /// sweep: whoever raises alerts has other work that cannot wait for them.
    ///
    /// @return whether this call was the one that told people
    /// @throws io.agentmeter.functions.library.StoreUnavailable if it is not certain that the alert is kept; raise
    ///     it again then
    public boolean raise(Alert alert, Instant now) {
        if (known.contains(alert.id()) || !policy.wants(alert.kind())) {
            return false;
        }
        Optional<Sending> claimed = claim(alert, now);
        known.add(alert.id());
        return claimed.map(sending -> sending.settle(sending.missing(policy.channels()).stream()
                        .map(channel -> channel.isForeign() ? Reply.NOT_ASKED : sending.send(channel))
                        .toList()))
                .orElse(false);
    }

    /// Sends what was claimed and is not finished: its sender died, a channel was down, it was quiet, or it is for
    /// channels that may be slow. All of it goes side by side, so that nobody queues behind a dead channel.
    ///
    /// @param timeLeft asked before each alert; what there is no time for is left to the next sweep
    /// @return how many alerts were sent
    public int sweep(Instant now, BooleanSupplier timeLeft) {
        List<AlertChannel> channels = policy.channels();
        return Collections.frequency(
                sideBySide.each(store.due(now), due -> timeLeft.getAsBoolean() && send(due.alert(), channels, now)),
                true);
    }

    private boolean send(Alert alert, List<AlertChannel> channels, Instant now) {
        return claim(alert, now)
                .map(sending -> sending.settle(sideBySide.each(sending.missing(channels), sending::send)))
                .orElse(false);
    }

    /// Empty if somebody else has it, or it is quiet: then it waits until that is over.
    private Optional<Sending> claim(Alert alert, Instant now) {
        return store.claim(alert, now, now.plus(LEASE))
                .filter(claimed -> {
                    Optional<Instant> quiet = policy.quietUntil(claimed.alert().kind(), now);
                    quiet.ifPresent(until -> store.release(claimed, until));
                    return quiet.isEmpty();
                })
                .map(claimed -> new Sending(store, claimed, now));
    }
}
