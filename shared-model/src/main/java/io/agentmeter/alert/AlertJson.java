package io.agentmeter.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An alert as it is kept: everything that its messages need, so that a later sender says the very same.
public final class AlertJson {
    private AlertJson() {}

    public static ObjectNode write(Alert alert) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", alert.id())
                .put("kind", alert.kind().label())
                .put("title", alert.title())
                .put("text", alert.text())
                .put("shortText", alert.shortText())
                .put("at", alert.at().toString())
                .put("link", alert.link())
                .put("why", alert.why());
        ObjectNode attributes = json.putObject("attributes");
        new TreeMap<>(alert.attributes()).forEach(attributes::put);
        AlertBudget budget = alert.budget();
        if (budget != null) {
            json.set("budget", budget(budget));
        }
        Crossing crossing = alert.crossing();
        if (crossing != null) {
            json.putObject("crossing")
                    .put("day", crossing.day().toString())
                    .put("scope", crossing.scope().label())
                    .put("key", crossing.key())
                    .put("threshold", crossing.threshold().text())
                    .put("spent", crossing.spent().text());
        }
        return json;
    }

    /// As people and programs see it: amounts as texts.
    public static ObjectNode budget(AlertBudget budget) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", budget.id())
                .put("name", budget.name())
                .put("part", budget.part())
                .put("window", budget.window())
                .put("percent", budget.percent().toPlainString())
                .put("spent", budget.spent().toPlainString())
                .put("limit", budget.limit().toPlainString());
    }

    /// What programs are told: by webhooks, and as part of the list.
    public static ObjectNode message(Alert alert) {
        AlertBudget budget = alert.budget();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", alert.id())
                .put("kind", alert.kind().label())
                .put("title", alert.title())
                .put("text", alert.text())
                .put("why", alert.why())
                .put("at", alert.at().toString())
                .put("link", alert.link().isEmpty() ? null : alert.link())
                .put("agent", alert.attributes().get("agent"));
        json.set("budget", budget == null ? json.nullNode() : budget(budget));
        return json;
    }

    public static Alert read(JsonNode json) {
        Map<String, String> attributes = new TreeMap<>();
        json.path("attributes")
                .properties()
                .forEach(
                        entry -> attributes.put(entry.getKey(), entry.getValue().asText()));
        return new Alert(
                text(json, "id"),
                AlertKind.ofLabel(text(json, "kind")).orElseThrow(),
                text(json, "title"),
                text(json, "text"),
                text(json, "shortText"),
                attributes,
                readBudget(json.path("budget")),
                readCrossing(json.path("crossing")),
                Instant.parse(text(json, "at")),
                text(json, "link"),
                text(json, "why"));
    }

    private static @Nullable AlertBudget readBudget(JsonNode json) {
        return json.isMissingNode()
                ? null
                : new AlertBudget(
                        text(json, "id"),
                        text(json, "name"),
                        text(json, "part"),
                        text(json, "window"),
                        new BigDecimal(text(json, "percent")),
                        new BigDecimal(text(json, "spent")),
                        new BigDecimal(text(json, "limit")));
    }

    private static @Nullable Crossing readCrossing(JsonNode json) {
        return json.isMissingNode()
                ? null
                : new Crossing(
                        LocalDate.parse(text(json, "day")),
                        AlertScope.ofLabel(text(json, "scope")).orElseThrow(),
                        text(json, "key"),
                        Money.ofDollars(text(json, "threshold")),
                        Money.ofDollars(text(json, "spent")));
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("an alert has no text " + field);
        }
        return value.textValue();
    }
}
