package io.agentmeter.functions.library.control;

import io.agentmeter.alert.Crossing;
import io.agentmeter.functions.library.control.StoredAlert.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/// Alerts in memory, with the same promises; for tests.
public final class InMemoryAlertStore implements AlertStore {
    private final TreeMap<String, StoredAlert> alerts = new TreeMap<>();

    @Override
    public synchronized boolean claim(Crossing crossing, String message, Instant now, Instant leaseUntil) {
        StoredAlert known = alerts.get(crossing.text());
        if (known == null) {
            alerts.put(crossing.text(), new StoredAlert(crossing, State.CLAIMED, now, leaseUntil, message));
            return true;
        }
        if (known.state() == State.SENT || known.leaseUntil().isAfter(now)) {
            return false;
        }
        alerts.put(crossing.text(), new StoredAlert(known.crossing(), State.CLAIMED, known.at(), leaseUntil, message));
        return true;
    }

    @Override
    public synchronized void release(Crossing crossing, Instant now) {
        alerts.computeIfPresent(
                crossing.text(),
                (_, known) -> known.state() == State.SENT
                        ? known
                        : new StoredAlert(known.crossing(), State.CLAIMED, known.at(), now, known.message()));
    }

    @Override
    public synchronized void markSent(Crossing crossing) {
        alerts.computeIfPresent(
                crossing.text(),
                (_, known) ->
                        new StoredAlert(known.crossing(), State.SENT, known.at(), known.leaseUntil(), known.message()));
    }

    @Override
    public synchronized List<StoredAlert> abandoned(LocalDate oldest, Instant now) {
        return alerts.values().stream()
                .filter(alert -> alert.state() == State.CLAIMED)
                .filter(alert -> !alert.leaseUntil().isAfter(now))
                .filter(alert -> !alert.crossing().day().isBefore(oldest))
                .toList();
    }

    @Override
    public synchronized List<StoredAlert> newest(int limit) {
        return alerts.descendingMap().values().stream().limit(limit).toList();
    }
}
