package io.agentmeter.functions.library.control;

import io.agentmeter.alert.Alert;
import io.agentmeter.functions.library.control.StoredAlert.Answer;
import io.agentmeter.functions.library.control.StoredAlert.State;
import io.agentmeter.functions.library.control.StoredAlert.Try;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Alerts in memory, with the same promises; for tests.
public final class InMemoryAlertStore implements AlertStore {
    private final TreeMap<String, StoredAlert> alerts = new TreeMap<>();

    @Override
    public synchronized Optional<StoredAlert> claim(Alert alert, Instant now, Instant leaseUntil) {
        StoredAlert known = alerts.get(alert.id());
        if (known == null) {
            known = new StoredAlert(alert, now, Map.of(), 0, null, null);
        }
        Instant lease = known.leaseUntil();
        if (lease == null || lease.isAfter(now)) {
            return Optional.empty();
        }
        StoredAlert claimed = new StoredAlert(
                known.alert(), leaseUntil, known.tries(), known.attempts() + 1, known.sentAt(), known.answer());
        alerts.put(alert.id(), claimed);
        return Optional.of(claimed);
    }

    @Override
    public synchronized void tried(String id, String channel, Try outcome) {
        change(id, known -> {
            if (known.delivered().contains(channel)) {
                return known;
            }
            Map<String, Try> tries = new HashMap<>(known.tries());
            tries.put(channel, outcome);
            Instant sentAt = outcome.taken() ? sentAt(known, outcome.at()) : known.sentAt();
            return new StoredAlert(known.alert(), known.leaseUntil(), tries, known.attempts(), sentAt, known.answer());
        });
    }

    @Override
    public synchronized void release(StoredAlert claimed, Instant retryAt) {
        change(claimed.alert().id(), known -> {
            Instant lease = known.leaseUntil();
            return lease == null || !lease.equals(claimed.leaseUntil())
                    ? known
                    : new StoredAlert(
                            known.alert(), retryAt, known.tries(), known.attempts(), known.sentAt(), known.answer());
        });
    }

    @Override
    public synchronized void finish(String id, Instant now) {
        change(
                id,
                known -> new StoredAlert(
                        known.alert(), null, known.tries(), known.attempts(), sentAt(known, now), known.answer()));
    }

    @Override
    public synchronized List<StoredAlert> due(Instant now) {
        return StoredAlert.due(alerts.values(), now);
    }

    @Override
    public synchronized Optional<StoredAlert> find(String id) {
        return Optional.ofNullable(alerts.get(id));
    }

    @Override
    public synchronized boolean answer(String id, Answer answer) {
        StoredAlert known = alerts.get(id);
        Answer before = known == null ? null : known.answer();
        if (known == null || (before != null && before.state() == State.RESOLVED)) {
            return false;
        }
        change(id, it -> new StoredAlert(it.alert(), it.leaseUntil(), it.tries(), it.attempts(), it.sentAt(), answer));
        return true;
    }

    @Override
    public synchronized List<StoredAlert> newest(int limit) {
        return listed().sorted(StoredAlert.OLDEST_FIRST.reversed()).limit(limit).toList();
    }

    @Override
    public synchronized List<StoredAlert> between(Instant from, Instant to) {
        return listed().filter(stored -> !stored.alert().at().isBefore(from)
                        && stored.alert().at().isBefore(to))
                .sorted(StoredAlert.OLDEST_FIRST)
                .toList();
    }

    private Stream<StoredAlert> listed() {
        return alerts.values().stream().filter(stored -> stored.alert().kind().isListed());
    }

    private void change(String id, UnaryOperator<StoredAlert> change) {
        alerts.computeIfPresent(id, (_, known) -> change.apply(known));
    }

    private static Instant sentAt(StoredAlert known, Instant now) {
        Instant before = known.sentAt();
        return before == null ? now : before;
    }
}
