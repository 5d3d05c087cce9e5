package io.agentmeter.functions.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.BudgetState;
import io.agentmeter.functions.library.brake.Decision;
import java.math.BigDecimal;
import java.time.Instant;

/// What is left, as JSON.
final class BudgetStateJson {
    private BudgetStateJson() {}

    static ObjectNode write(Decision decision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", decision.verdict().label());
        json.put("message", decision.message());
        ArrayNode budgets = json.putArray("budgets");
        decision.states().forEach(state -> write(state, budgets.addObject()));
        return json;
    }

    private static void write(BudgetState state, ObjectNode json) {
        json.put("id", state.budget().id());
        json.put("name", state.budget().terms().name());
        json.put("part", state.part());
        json.put("window", state.window().key());
        json.put("measure", state.budget().terms().limit().measure().label());
        json.put("spent", state.spent().amount().toPlainString());
        json.put("limit", state.limit().toPlainString());
        json.put("remaining", state.remaining().toPlainString());
        // Not in scientific notation.
        json.put("percent", new BigDecimal(state.percent().toPlainString()));
        json.put("resetsAt", state.resetsAt().map(Instant::toString).orElse(null));
        json.put(
                "action",
                state.reached().map(reached -> reached.action().label()).orElse(null));
    }
}
