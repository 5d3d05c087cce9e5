package io.agentmeter.functions.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.plan.PlanAccount;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import io.agentmeter.plan.RateLimitHit;
import io.agentmeter.usage.Money;
import java.time.Instant;
import java.util.Optional;

/// Plans as JSON; see `contracts/plans.schema.json`.
final class PlanJson {
    private PlanJson() {}

    /// An account without its windows.
    static ObjectNode terms(PlanAccount account) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("account", account.account());
        ArrayNode users = json.putArray("users");
        account.users().forEach(users::add);
        json.put("tier", account.terms().tier().orElse(null));
        json.put(
                "priceUsdPerMonth",
                account.terms().pricePerMonth().map(Money::text).orElse(null));
        json.put("mode", account.mode().label());
        json.put("version", account.version());
        json.put("updatedAt", account.updatedAt().map(Instant::toString).orElse(null));
        json.put("updatedBy", account.updatedBy().orElse(null));
        return json;
    }

    static ObjectNode window(PlanWindowName name, PlanReading reading, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name.text())
                .put("usedPercent", reading.usedPercent().toPlainString())
                .put(
                        "resetsAt",
                        reading.resetsAt()
                                .filter(_ -> name.canBe(reading, now))
                                .map(Instant::toString)
                                .orElse(null))
                .put("reportedAt", reading.at().toString())
                .put("stale", PlanAccount.isStale(name, reading, now));
    }

    static ObjectNode hit(RateLimitHit hit, Optional<String> account) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", hit.at().toString())
                .put("session", hit.session())
                .put("agent", hit.agent().isEmpty() ? null : hit.agent())
                .put("account", account.orElse(null))
                .put("source", hit.source().label())
                .put("reason", hit.reason());
    }
}
