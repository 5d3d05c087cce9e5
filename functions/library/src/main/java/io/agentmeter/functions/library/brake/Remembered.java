package io.agentmeter.functions.library.brake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was read a moment ago, so that a burst of questions reads it once. Before it is too old it is read again in the
/// background, so that while questions keep coming none of them waits; otherwise, whoever asks while
/// somebody reads waits for that answer.
final class Remembered<K, V> {
    /// More would be a leak; forgetting everything costs a read each.
    private static final int MOST = 10_000;

    /// An older reading by more than this is none: the clock was set back.
    private static final Duration CLOCK_SET_BACK = Duration.ofMinutes(1);

    private static final Executor BACKGROUND = Executors.newVirtualThreadPerTaskExecutor();

    private record Known<V>(V value, Instant readAt) {}

    private static final class Slot<V> {
        private volatile @Nullable Known<V> known;
        private final AtomicBoolean reading = new AtomicBoolean();
    }

    private final Duration fresh;
    private final Duration young;
    private final Executor background;
    private final ConcurrentMap<K, Slot<V>> slots = new ConcurrentHashMap<>();

    /// Read again, while questions keep coming, for the last quarter of the time.
    Remembered(Duration fresh) {
        this(fresh.multipliedBy(3).dividedBy(4), fresh);
    }

    Remembered(Duration young, Duration fresh) {
        this(young, fresh, BACKGROUND);
    }

    /// @param young from this age on a question has it read again, and does not wait
    /// @param fresh how old an answer may be
    /// @param background reads again; where it fails, the next question that finds nothing fresh reads by itself
    Remembered(Duration young, Duration fresh, Executor background) {
        this.young = young;
        this.fresh = fresh;
        this.background = background;
    }

    V get(K key, Instant now, Supplier<V> read) {
        Slot<V> slot = slot(key);
        Known<V> known = slot.known;
        if (known != null && isFresh(known, now)) {
            if (!now.isBefore(known.readAt().plus(young)) && slot.reading.compareAndSet(false, true)) {
                background.execute(() -> readAhead(slot, now, read));
            }
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

    private static <V> void readAhead(Slot<V> slot, Instant now, Supplier<V> read) {
        try {
            put(slot, now, read.get());
        } catch (RuntimeException unread) {
            // Whoever asks next reads, and tells.
        } finally {
            slot.reading.set(false);
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

    /// Of two readings the one that began later is kept.
    private static <V> V put(Slot<V> slot, Instant now, V value) {
        synchronized (slot) {
            Known<V> known = slot.known;
            if (known == null
                    || !now.isBefore(known.readAt())
                    || now.isBefore(known.readAt().minus(CLOCK_SET_BACK))) {
                slot.known = new Known<>(value, now);
            }
        }
        return value;
    }
}
