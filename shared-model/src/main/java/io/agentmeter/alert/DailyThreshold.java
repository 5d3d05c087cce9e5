package io.agentmeter.alert;

import io.agentmeter.usage.Money;

/// An amount of daily spend that is worth a message, once a day.
///
/// @param key the one name it is for; empty for every name of the scope, and for [AlertScope#ALL]
public record DailyThreshold(AlertScope scope, String key, Money amount) {
    boolean isFor(String name) {
        return key.isEmpty() ? scope == AlertScope.ALL || !name.isEmpty() : key.equals(name);
    }

    /// Exactly on the amount counts as reached.
    boolean isReachedBy(Money spent) {
        return !spent.isBelow(amount);
    }
}
