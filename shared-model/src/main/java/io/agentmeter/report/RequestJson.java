package io.agentmeter.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.slice.Cost;
import io.agentmeter.slice.Pricer;
import io.agentmeter.usage.Money;
import java.util.Optional;

/// One request as JSON, with both costs that are known of it.
public final class RequestJson {
    private final Pricer pricer;

    /// @param pricer what the price list says today, beside the cost that was pinned
    public RequestJson(Pricer pricer) {
        this.pricer = pricer;
    }

    public ObjectNode json(SessionLedger.Priced priced) {
        ModelRequest request = priced.request();
        ModelRequest.Facts facts = request.facts();
        Cost cost = priced.entry().cost();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", request.id().text());
        json.put("time", request.time().toString());
        TotalsJson.putName(json, "model", facts.model().or(""));
        put(json, "estimatedCostUsd", cost.money());
        json.put("pricedBy", pricedBy(cost));
        TotalsJson.putName(json, "priceId", priceId(cost));
        put(json, "reportedCostUsd", facts.reportedCost());
        put(json, "listCostUsd", pricer.listCostOf(request).money());
        json.set("tokens", TotalsJson.tokens(facts.tokens()));
        json.put("durationMs", facts.durationMs() == 0 ? null : facts.durationMs());
        request.envelope().sources().stream().map(Source::label).forEach(json.putArray("sources")::add);
        TotalsJson.putName(json, "agentName", facts.agentName().or(""));
        TotalsJson.putName(json, "lane", facts.lane().or(""));
        TotalsJson.putName(json, "speed", facts.speed().or(""));
        json.put("webSearches", facts.webSearches());
        TotalsJson.putName(json, "turn", facts.turn().or(""));
        return json;
    }

    static String pricedBy(Cost cost) {
        return switch (cost) {
            case Cost.Known known -> known.priceId().equals(Cost.REPORTED) ? "reported" : "list";
            case Cost.Unknown _ -> "unpriced";
        };
    }

    static String priceId(Cost cost) {
        return switch (cost) {
            case Cost.Known known -> known.priceId().equals(Cost.REPORTED) ? "" : known.priceId();
            case Cost.Unknown _ -> "";
        };
    }

    private static void put(ObjectNode json, String name, Optional<Money> money) {
        json.put(name, money.map(Money::text).orElse(null));
    }
}
