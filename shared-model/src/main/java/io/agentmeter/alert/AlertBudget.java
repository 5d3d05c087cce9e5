package io.agentmeter.alert;

import java.math.BigDecimal;

/// The budget that an alert is about, as it stood then.
///
/// @param part the user's name if each user has a limit; empty otherwise
/// @param window the window's key, such as `2026-11`
/// @param percent the percent of the limit at which the threshold lies
/// @param spent in the budget's measure: dollars, tokens or requests
public record AlertBudget(
        String id, String name, String part, String window, BigDecimal percent, BigDecimal spent, BigDecimal limit) {}
