package io.agentmeter.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.BudgetReading.Refused;
import io.agentmeter.budget.BudgetReading.Understood;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Budgets as JSON, for callers and for the store.
public final class BudgetJson {
    /// Reads every number exactly.
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String BASIS = "basisRevision";

    private BudgetJson() {}

    /// As callers see it, without its state.
    public static ObjectNode of(Budget budget) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", budget.id());
        put(json, budget.terms());
        json.put("version", budget.version());
        json.put("revision", budget.revision());
        json.put("createdAt", budget.createdAt().toString());
        json.put("createdBy", budget.createdBy());
        json.put("updatedAt", budget.updatedAt().toString());
        json.put("updatedBy", budget.updatedBy());
        json.put("deletedAt", budget.deletedAt().map(Instant::toString).orElse(null));
        return json;
    }

    private static void put(ObjectNode json, BudgetTerms terms) {
        json.put("name", terms.name());
        ObjectNode scope = json.putObject("scope");
        terms.scope().wanted().forEach((field, name) -> scope.put(field.label(), name));
        json.put("per", terms.per().map(ScopeField::label).orElse(null));
        json.put("window", terms.window().kind().label());
        json.put("rollingDays", rollingDays(terms));
        for (Measure measure : Measure.values()) {
            putAmount(json, measure, terms.limit());
        }
        ArrayNode thresholds = json.putArray("thresholds");
        for (Threshold threshold : terms.thresholds()) {
            thresholds.add(of(threshold));
        }
        json.set("gracePercent", number(terms.gracePercent()));
        json.put("onUnavailable", terms.onUnavailable().label());
        json.put("owner", terms.owner().isEmpty() ? null : terms.owner());
        json.put("validFrom", terms.validFrom().map(LocalDate::toString).orElse(null));
        json.put("validTo", terms.validTo().map(LocalDate::toString).orElse(null));
    }

    private static @Nullable Integer rollingDays(BudgetTerms terms) {
        return terms.window().kind() == BudgetWindow.Kind.ROLLING
                ? terms.window().rollingDays()
                : null;
    }

    private static void putAmount(ObjectNode json, Measure measure, Limit limit) {
        if (limit.measure() != measure) {
            json.putNull(measure.field());
        } else if (measure == Measure.USD) {
            json.put(measure.field(), limit.amount().toPlainString());
        } else {
            json.put(measure.field(), limit.amount().longValueExact());
        }
    }

    /// `{"percent": 80, "action": "warn"}`.
    public static ObjectNode of(Threshold threshold) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (threshold) {
            case Threshold.Percent(BigDecimal percent, Action _) -> json.set("percent", number(percent));
            case Threshold.Amount(BigDecimal amount, Action _) -> json.put("amount", amount.toPlainString());
        }
        return json.put("action", threshold.action().label());
    }

    /// A number that is never written in scientific notation.
    public static JsonNode number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= 0
                ? JsonNodeFactory.instance.numberNode(plain.longValueExact())
                : JsonNodeFactory.instance.numberNode(plain);
    }

    /// As the store keeps it.
    public static String stored(Budget budget) {
        ObjectNode json = of(budget);
        return json.put(BASIS, budget.basisRevision()).toString();
    }

    /// @throws IllegalStateException if the text was not written by [#stored]
    public static Budget stored(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            String id = json.path("id").textValue();
            return new Budget(
                    id,
                    terms((ObjectNode) json, id),
                    json.path("version").longValue(),
                    json.path("revision").longValue(),
                    json.path(BASIS).longValue(),
                    instant(json, "createdAt"),
                    json.path("createdBy").textValue(),
                    instant(json, "updatedAt"),
                    json.path("updatedBy").textValue(),
                    json.hasNonNull("deletedAt") ? instant(json, "deletedAt") : null);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a stored budget is no JSON", damaged);
        }
    }

    private static BudgetTerms terms(ObjectNode json, String id) {
        ObjectNode given = json.deepCopy();
        given.remove(BASIS);
        // Whatever was accepted once is still what it was: its clients and its last day may have gone by.
        Optional<String> client =
                Optional.ofNullable(given.path("scope").path("client").textValue());
        List<ClientDirectory.Client> known = new ArrayList<>();
        client.ifPresent(one -> known.add(new ClientDirectory.Client(one, one, List.of(), 1)));
        return switch (BudgetReading.of(given, id, ClientDirectory.of(known), LocalDate.MIN)) {
            case Understood(BudgetTerms terms, var _) -> terms;
            case Refused(List<FieldProblem> problems) ->
                throw new IllegalStateException("a stored budget has problems: " + problems);
        };
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(json.path(name).asText());
    }
}
