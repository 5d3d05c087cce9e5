package io.agentmeter.alert;

import io.agentmeter.rollup.KeyText;
import io.agentmeter.usage.Money;
import java.time.LocalDate;
import java.util.List;

/// One threshold that one day's spend has reached. Its identity leaves the spend out, so it happens once however much
/// more is spent.
///
/// @param key the name whose spend it is; empty for everything
public record Crossing(LocalDate day, AlertScope scope, String key, Money threshold, Money spent) {
    /// Sort key of the stored alert.
    public String text() {
        return KeyText.join(List.of(day.toString(), scope.label(), key, threshold.text()));
    }

    /// Id as people see it: `daily/project/shop/2026-11-22/1`.
    public String id() {
        String name = key.isEmpty() ? "" : "/" + AlertId.escaped(key);
        return "daily/" + scope.label() + name + "/" + day + "/" + threshold.text();
    }
}
