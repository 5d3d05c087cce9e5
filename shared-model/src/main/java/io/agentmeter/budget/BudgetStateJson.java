package io.agentmeter.budget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.BudgetWindow.Days;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far budgets have got, as JSON.
public final class BudgetStateJson {
    private BudgetStateJson() {}

    public static ObjectNode window(Days window, Optional<Instant> resetsAt) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", window.key());
        json.put("start", window.start().toString());
        json.put("end", window.ends() ? window.end().toString() : null);
        json.put("resetsAt", resetsAt.map(Instant::toString).orElse(null));
        return json;
    }

    public static ObjectNode part(BudgetState state, Optional<Forecast> forecast, List<BurnDown.Point> burnDown) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("part", state.part());
        json.put("spent", state.spent().amount().toPlainString());
        json.put("requests", state.spent().requests());
        json.put("limit", state.limit().toPlainString());
        json.put("remaining", state.remaining().toPlainString());
        json.set("percent", BudgetJson.number(state.percent()));
        json.put("verdict", state.verdict().label());
        json.set("reached", state.reached().map(BudgetJson::of).orElse(null));
        json.set("override", state.override().map(BudgetStateJson::override).orElse(null));
        json.set("forecast", forecast.map(BudgetStateJson::forecast).orElse(null));
        ArrayNode points = json.putArray("burnDown");
        for (BurnDown.Point point : burnDown) {
            points.addObject()
                    .put("at", point.at().toString())
                    .put("spent", point.spent().stripTrailingZeros().toPlainString());
        }
        return json;
    }

    public static ObjectNode override(BudgetOverride override) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", override.id());
        json.put("budget", override.budget());
        json.put("part", override.part().orElse(null));
        json.put("reason", override.reason());
        json.put("by", override.by());
        json.put("at", override.at().toString());
        json.put("until", override.until().toString());
        return json;
    }

    private static ObjectNode forecast(Forecast forecast) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("low", forecast.low().toPlainString());
        json.put("mid", forecast.mid().toPlainString());
        json.put("high", forecast.high().toPlainString());
        json.put("exceedsAt", forecast.exceedsAt().map(Instant::toString).orElse(null));
        return json;
    }
}
