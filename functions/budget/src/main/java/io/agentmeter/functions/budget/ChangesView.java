package io.agentmeter.functions.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.BudgetJson;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.functions.library.http.Parameters.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What administrators did, newest first.
final class ChangesView {
    private static final int DEFAULT_DAYS = 31;
    private static final int MOST = 1_000;
    private static final int DEFAULT_LIMIT = 200;

    private final BudgetParts parts;

    ChangesView(BudgetParts parts) {
        this.parts = parts;
    }

    /// @param query `start` and `end` (days, both included; the last month without them), `limit`
    HttpAnswer list(Map<String, List<String>> query) {
        Parameters parameters = new Parameters(query);
        boolean given = query.containsKey("start") || query.containsKey("end");
        Range range = given ? parameters.range() : new Range(parts.today().minusDays(DEFAULT_DAYS - 1L), parts.today());
        int limit = parameters.number("limit", DEFAULT_LIMIT, 1, MOST);
        parameters.check();
        Instant start = parts.calendar().startOf(range.start());
        Instant end = parts.calendar().startOf(range.end().plusDays(1));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("changes");
        parts.changes().between(start, end, limit).forEach(change -> list.add(json(change)));
        return HttpAnswer.json(200, json);
    }

    private static ObjectNode json(Change change) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("at", change.at().toString());
        json.put("by", change.by());
        json.put("what", change.what().label());
        json.put("id", change.id());
        json.put("action", change.action());
        json.set("before", read(change.before()));
        json.set("after", read(change.after()));
        return json;
    }

    private static JsonNode read(Optional<String> text) {
        try {
            return text.isEmpty() ? JsonNodeFactory.instance.nullNode() : BudgetJson.MAPPER.readTree(text.get());
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a change in the log is no JSON", damaged);
        }
    }
}
