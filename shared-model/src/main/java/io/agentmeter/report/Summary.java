package io.agentmeter.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// Totals of a range of days, taken apart if wished.
public record Summary(
        LocalDate start,
        LocalDate end,
        ZoneId zone,
        Filters filters,
        Totals totals,
        List<GroupBy.Group> groups,
        List<String> unpricedModels) {
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("start", start.toString());
        json.put("end", end.toString());
        json.put("zone", zone.getId());
        ObjectNode wanted = json.putObject("filters");
        filters.wanted().forEach((dimension, name) -> wanted.put(dimension.label(), name));
        json.set("totals", TotalsJson.write(totals));
        json.set("groups", json(groups));
        unpricedModels.forEach(json.putArray("unpricedModels")::add);
        return json;
    }

    public static ArrayNode json(List<GroupBy.Group> groups) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (GroupBy.Group group : groups) {
            ObjectNode one = json.addObject();
            TotalsJson.putName(one, "key", group.key());
            one.set("totals", TotalsJson.write(group.totals()));
        }
        return json;
    }
}
