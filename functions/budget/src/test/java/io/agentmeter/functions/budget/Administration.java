package io.agentmeter.functions.budget;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.BudgetJson;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.control.InMemoryBudgetStore;
import io.agentmeter.functions.library.control.InMemoryChangeLog;
import io.agentmeter.functions.library.control.InMemoryClientStore;
import io.agentmeter.functions.library.control.InMemoryEnforcementLog;
import io.agentmeter.functions.library.control.InMemoryOverrideStore;
import io.agentmeter.functions.library.control.InMemorySpendStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.functions.library.testing.StoredUsage;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.report.FoldedUsage;
import io.agentmeter.usage.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The budget function over stores in memory, and somebody who administrates with it.
final class Administration {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final String SHOP_DAY = """
            {"name": "Shop", "scope": {"project": "shop"}, "window": "day", "amountUsd": "10.00",
             "thresholds": [{"percent": 80, "action": "warn"}, {"percent": 100, "action": "stop"}]}""";

    private static final Principal ADMIN = new Principal("eve", Set.of(Scope.ADMIN), null);

    /// @param body absent answers read as a missing node
    record Answer(int status, JsonNode body) {
        JsonNode at(String pointer) {
            return body.at(pointer);
        }

        List<String> wrongFields() {
            return body.path("error").path("fields").findValuesAsText("field");
        }
    }

    final SettableClock clock = new SettableClock(NOW);
    final InMemoryRollupStore rollups = new InMemoryRollupStore();
    final InMemoryChangeLog changes = new InMemoryChangeLog();
    final InMemoryBudgetStore budgets = new InMemoryBudgetStore(changes);
    final InMemoryClientStore clients = new InMemoryClientStore(changes);
    final InMemorySpendStore spend = new InMemorySpendStore();
    final InMemoryEnforcementLog enforcements = new InMemoryEnforcementLog();

    private final Principal caller;
    private final BudgetHandler handler = new BudgetHandler(new BudgetWiring(
            new HttpFront(Functions.BUDGET, Admission.believingAuthorizer(), Log.to(_ -> {}, "budget", clock)),
            new BudgetParts(
                    budgets,
                    clients,
                    new InMemoryOverrideStore(changes),
                    spend,
                    changes,
                    enforcements,
                    rollups,
                    FoldedUsage.UTC,
                    clock)));

    Administration() {
        this(ADMIN);
    }

    Administration(Principal caller) {
        this.caller = caller;
    }

    Answer send(String method, String path) throws Exception {
        return send(method, path, "");
    }

    Answer send(String method, String path, String body) throws Exception {
        APIGatewayV2HTTPEvent event = Events.by(caller, method, path);
        event.setBody(body);
        APIGatewayV2HTTPResponse answer = handler.handleRequest(event, NoContext.INSTANCE);
        return new Answer(answer.getStatusCode(), BudgetJson.MAPPER.readTree(answer.getBody()));
    }

    /// What one budget without parts is said to have spent.
    String spent(String budget) throws Exception {
        return send("GET", "/v1/budgets/" + budget).at("/state/parts/0/spent").textValue();
    }

    /// Its rows as they are stored this month.
    Map<SpendKey, SpendRow> spendOf(String budget) {
        return spend.parts(budget, YearMonth.from(FoldedUsage.UTC.dayOf(NOW)).toString(), 10, true).stream()
                .collect(Collectors.toMap(SpendRow::key, row -> row));
    }

    /// Somebody spends in project `shop`.
    void spends(String id, String user, String dollars, Instant time) {
        ModelRequest any = UsageEvents.request(id, time, "session-" + user);
        Envelope said = any.envelope();
        Envelope envelope = new Envelope(
                said.id(),
                said.time(),
                said.session(),
                said.attribution().withUser(new Claim(9_000, user)),
                said.sources(),
                true);
        StoredUsage.put(
                rollups, List.of(new ModelRequest(envelope, any.facts().withReportedCost(Money.ofDollars(dollars)))));
    }
}
