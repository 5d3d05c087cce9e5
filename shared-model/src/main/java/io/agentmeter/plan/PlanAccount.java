package io.agentmeter.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One account at a vendor, with the newest reading of each of its windows.
///
/// @param reporters users whose agents reported it
/// @param version of the terms: 0 until somebody wrote them
public record PlanAccount(
        String account,
        PlanTerms terms,
        long version,
        @Nullable Instant updatedAtOrNull,
        @Nullable String updatedByOrNull,
        SortedSet<String> reporters,
        SortedMap<PlanWindowName, PlanReading> windows) {
    public PlanAccount {
        reporters = Collections.unmodifiableSortedSet(new TreeSet<>(reporters));
        windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
    }

    public static PlanAccount unknown(String account) {
        return new PlanAccount(account, PlanTerms.NONE, 0, null, null, new TreeSet<>(), new TreeMap<>());
    }

    /// This account after one more report.
    public PlanAccount with(String reporter, Map<PlanWindowName, PlanReading> readings) {
        TreeSet<String> all = new TreeSet<>(reporters);
        all.add(reporter);
        TreeMap<PlanWindowName, PlanReading> newest = new TreeMap<>(windows);
        readings.forEach((name, reading) -> newest.merge(name, reading, (old, next) -> merge(name, old, next)));
        return new PlanAccount(account, terms, version, updatedAtOrNull, updatedByOrNull, all, newest);
    }

    /// Of two readings of which one has an end that cannot be right, the other holds.
    private static PlanReading merge(PlanWindowName name, PlanReading old, PlanReading next) {
        Instant latest = old.at().isAfter(next.at()) ? old.at() : next.at();
        boolean oldCanBe = name.canBe(old, latest) && name.canBe(old, old.at());
        boolean nextCanBe = name.canBe(next, latest) && name.canBe(next, next.at());
        if (oldCanBe == nextCanBe) {
            return old.merge(next);
        }
        return oldCanBe ? old : next;
    }

    /// This account with what somebody wrote about it now.
    public PlanAccount with(PlanTerms written, String by, Instant now) {
        return new PlanAccount(account, written, version + 1, now, by, reporters, windows);
    }

    /// This account's readings with another's terms.
    public PlanAccount withTermsOf(PlanAccount other) {
        return new PlanAccount(
                account, other.terms, other.version, other.updatedAtOrNull, other.updatedByOrNull, reporters, windows);
    }

    public Optional<Instant> updatedAt() {
        return Optional.ofNullable(updatedAtOrNull);
    }

    public Optional<String> updatedBy() {
        return Optional.ofNullable(updatedByOrNull);
    }

    public SortedSet<String> users() {
        TreeSet<String> all = new TreeSet<>(terms.users());
        all.addAll(reporters);
        return Collections.unmodifiableSortedSet(all);
    }

    public PlanMode mode() {
        return terms.mode().orElse(windows.isEmpty() ? PlanMode.API : PlanMode.SUBSCRIPTION);
    }

    /// The window of which most is used, among those whose reading still holds.
    public Optional<Map.Entry<PlanWindowName, PlanReading>> fullest(Instant now) {
        return windows.entrySet().stream()
                .filter(window -> !isStale(window.getKey(), window.getValue(), now))
                .max(Comparator.comparing(window -> window.getValue().usedPercent()));
    }

    /// Whether a reading does not say what is used now: its window has ended, it is old, or its end cannot be
    /// right.
    public static boolean isStale(PlanWindowName name, PlanReading reading, Instant now) {
        return !name.canBe(reading, now)
                || reading.hasEnded(now)
                || reading.at().plus(name.staleAfter()).isBefore(now);
    }
}
