package io.agentmeter.functions.library.brake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was read a moment ago, so that a burst of questions reads it once. Whoever asks while somebody reads waits for
/// that answer.
final class Remembered<K, V> {
    /// More would be a leak; forgetting everything costs a read each.
    private static final int MOST = 10_000;

    private record Known<V>(V value, Instant readAt) {}

    private static final class Slot<V> {
        private volatile @Nullable Known<V> known;
    }

    private final Duration fresh;
    private final ConcurrentMap<K, Slot<V>> slots = new ConcurrentHashMap<>();

    Remembered(Duration fresh) {
        this.fresh = fresh;
    }

    V get(K key, Instant now, Supplier<V> read) {
        Slot<V> slot = slot(key);
        Known<V> known = slot.known;
        if (known != null && isFresh(known, now)) {
            return known.value();
        }
        synchronized (slot) {
            Known<V> meanwhile = slot.known;
            if (meanwhile != null && isFresh(meanwhile, now)) {
                return meanwhile.value();
            }
            return put(slot, now, read.get());
        }
    }

    /// Reads, whatever is remembered.
    V renew(K key, Instant now, Supplier<V> read) {
        return put(slot(key), now, read.get());
    }

    /// What was read last, however long ago. Never waits.
    Optional<V> last(K key) {
        Slot<V> slot = slots.get(key);
        Known<V> known = slot == null ? null : slot.known;
        return known == null ? Optional.empty() : Optional.of(known.value());
    }

    // A clock that was set back makes nothing fresh for ever.
    private boolean isFresh(Known<V> known, Instant now) {
        return now.isBefore(known.readAt().plus(fresh)) && !now.isBefore(known.readAt());
    }

    private Slot<V> slot(K key) {
        if (slots.size() > MOST) {
            slots.clear();
        }
        return slots.computeIfAbsent(key, _ -> new Slot<>());
    }

    private static <V> V put(Slot<V> slot, Instant now, V value) {
        slot.known = new Known<>(value, now);
        return value;
    }
}
