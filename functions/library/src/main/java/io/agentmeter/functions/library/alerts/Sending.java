package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.Alert;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.control.StoredAlert;
import io.agentmeter.functions.library.control.StoredAlert.Try;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A claimed alert on its way to the channels that do not have it yet.
record Sending(AlertStore store, StoredAlert claimed, Instant now) {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /// What a channel said.
    enum Reply {
        TAKEN,
        REFUSED,
        GIVEN_UP,
        NOT_ASKED
    }

    /// Those of the channels that do not have it yet.
    List<AlertChannel> missing(List<AlertChannel> channels) {
        Set<String> delivered = claimed.delivered();
        return channels.stream()
                .filter(channel -> !delivered.contains(channel.name()))
                .toList();
    }

    Reply send(AlertChannel channel) {
        Alert alert = claimed.alert();
        // A channel that is down must not hold the others up, nor whoever raises alerts.
        AlertChannel.Outcome outcome = channel.send(alert, now);
        store.tried(alert.id(), channel.name(), new Try(now, outcome.taken(), outcome.what()));
        if (outcome.taken()) {
            return Reply.TAKEN;
        }
        return now.isBefore(alert.at().plus(channel.patience())) ? Reply.REFUSED : Reply.GIVEN_UP;
    }

    /// Gives the claim back if messages are outstanding, and finishes the alert otherwise.
    ///
    /// @param replies of those that were [#missing]
    /// @return whether anybody was told
    boolean settle(List<Reply> replies) {
        if (replies.contains(Reply.NOT_ASKED)) {
            store.release(claimed, now);
        } else if (replies.contains(Reply.REFUSED)) {
            store.release(claimed, now.plus(pauseAfter(claimed.attempts())));
        } else {
            store.finish(claimed.alert().id(), now);
        }
        return replies.contains(Reply.TAKEN);
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
