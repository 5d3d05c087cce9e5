package io.agentmeter.alert;

import io.agentmeter.usage.Money;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the organisation wants to be told.
///
/// @param digestAtOrNull when the summary of the day before is sent, by the clock on the wall; absent for never
/// @param kinds what differs from the usual
/// @param version raised by every change; 0 if nobody ever changed anything
public record AlertSettings(
        @Nullable QuietHours quietHoursOrNull,
        @Nullable LocalTime digestAtOrNull,
        List<Webhook> webhooks,
        Map<AlertKind, KindRule> kinds,
        long version) {
    public static final AlertSettings USUAL = new AlertSettings(null, null, List.of(), Map.of(), 0);

    private static final Money ANOMALY_MINIMUM = Money.ofDollars("5");

    public AlertSettings {
        webhooks = List.copyOf(webhooks);
        EnumMap<AlertKind, KindRule> copy = new EnumMap<>(AlertKind.class);
        copy.putAll(kinds);
        kinds = Collections.unmodifiableMap(copy);
    }

    public boolean wants(AlertKind kind) {
        return kinds.getOrDefault(kind, KindRule.USUAL).enabled();
    }

    /// How much a day must cost to be worth being called unusual.
    public Money anomalyMinimum() {
        return kinds.getOrDefault(AlertKind.ANOMALY, KindRule.USUAL).minimum().orElse(ANOMALY_MINIMUM);
    }

    /// Until when messages of this kind wait; empty if they need not. A digest comes when it was asked for.
    public Optional<Instant> quietUntil(AlertKind kind, Instant now, ZoneId zone) {
        return quietHoursOrNull == null || kind == AlertKind.DIGEST
                ? Optional.empty()
                : quietHoursOrNull.endAfter(now, zone);
    }

    public Optional<LocalTime> digestAt() {
        return Optional.ofNullable(digestAtOrNull);
    }

    public AlertSettings withVersion(long number) {
        return new AlertSettings(quietHoursOrNull, digestAtOrNull, webhooks, kinds, number);
    }
}
