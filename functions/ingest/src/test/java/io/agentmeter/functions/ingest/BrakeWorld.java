package io.agentmeter.functions.ingest;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetOverride;
import io.agentmeter.budget.BudgetScope;
import io.agentmeter.budget.BudgetTerms;
import io.agentmeter.budget.BudgetWindow;
import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.Limit;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.budget.Spent;
import io.agentmeter.budget.Threshold;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.brake.BrakeStores;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.InMemoryPlanStore;
import io.agentmeter.functions.library.control.InMemoryReceipts;
import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.functions.library.events.InMemoryEventStore;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.functions.library.tokens.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Budgets, what is spent of them, and agents that ask.
final class BrakeWorld {
    static final String SESSION = "5e551000-0000-4000-8000-000000000001";
    static final BudgetScope BILLING = BudgetScope.of(ScopeField.PROJECT, "billing-api");

    private static final Path SAMPLES = Path.of("..", "..", "contracts", "samples");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Principal AGENT = new Principal("ann", Set.of(Scope.INGEST), null);

    final SettableClock clock;
    final ZoneId zone;
    final BrakeStores stores = BrakeStores.inMemory(new InMemoryRollupStore());
    final PlanStore plans = new InMemoryPlanStore();
    final List<String> lines = new ArrayList<>();
    private IngestHandler handler;

    BrakeWorld(String now, ZoneId zone) {
        this.clock = new SettableClock(Instant.parse(now));
        this.zone = zone;
        this.handler = handler(stores, Duration.ofSeconds(20));
    }

    static BrakeWorld at(String now) {
        return new BrakeWorld(now, ZoneOffset.UTC);
    }

    /// The handlers anew, over stores that behave otherwise.
    void over(UnaryOperator<BrakeStores> others, Duration hookLimit) {
        handler = handler(others.apply(stores), hookLimit);
    }

    private IngestHandler handler(BrakeStores over, Duration hookLimit) {
        Clock zoned = new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                throw new UnsupportedOperationException("nobody asks for another zone");
            }

            @Override
            public Instant instant() {
                return clock.instant();
            }
        };
        return IngestHandler.over(
                new InMemoryEventStore(), new InMemoryReceipts(), over, plans, hookLimit, lines::add, zoned);
    }

    Budget budget(String id, BudgetScope scope, BudgetWindow.Kind window, String dollars, Threshold... thresholds) {
        return budget(id, scope, null, window, dollars, FailMode.ALLOW, thresholds);
    }

    Budget budget(
            String id,
            BudgetScope scope,
            @Nullable ScopeField per,
            BudgetWindow.Kind window,
            String dollars,
            FailMode onUnavailable,
            Threshold... thresholds) {
        BudgetTerms terms = new BudgetTerms(
                "Budget " + id,
                scope,
                per,
                BudgetWindow.of(window),
                Limit.usd(dollars),
                List.of(thresholds),
                BigDecimal.ZERO,
                onUnavailable,
                "",
                null,
                null);
        Budget budget = Budget.created(id, terms, clock.instant(), "admin");
        stores.budgets().put(budget, change(Change.What.BUDGET, id));
        return budget;
    }

    void lift(Budget budget, String by, String reason, Duration howLong) {
        Instant now = clock.instant();
        stores.overrides()
                .add(
                        new BudgetOverride("o1", budget.id(), null, reason, by, now, now.plus(howLong)),
                        change(Change.What.OVERRIDE, "o1"));
    }

    private Change change(Change.What what, String id) {
        return new Change(clock.instant(), "admin", what, id, "created", null, "{}");
    }

    /// Sets what was spent on a day, and lets the brake's memory of it grow old.
    void spent(Budget budget, String part, String day, String dollars, long requests) {
        LocalDate date = LocalDate.parse(day);
        SpendKey key = SpendKey.of(budget, part, date);
        SpendRow row =
                stores.spend().rows(List.of(key), true).values().iterator().next();
        TreeMap<LocalDate, Spent> days = new TreeMap<>(Map.of(date, new Spent(new BigDecimal(dollars), requests)));
        stores.spend().write(row.with(new Basis(budget.basisRevision(), 0), days));
        clock.advance(Duration.ofMillis(1_500));
    }

    static String sample(String name) {
        try {
            return Files.readString(SAMPLES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(String name, String containing) {
        return sample(name)
                .lines()
                .filter(line -> line.contains(containing))
                .findFirst()
                .orElseThrow();
    }

    String claude(String event) {
        return hook("claude-code", sample("claude-code-hook-" + event + ".json"));
    }

    String claude(String event, String session) {
        return hook("claude-code", sample("claude-code-hook-" + event + ".json").replace(SESSION, session));
    }

    String hook(String agent, String body) {
        APIGatewayV2HTTPResponse answer = post("/v1/hooks/" + agent, body, Map.of());
        if (answer.getStatusCode() != 200) {
            throw new AssertionError(answer.getStatusCode() + " " + answer.getBody());
        }
        return answer.getBody();
    }

    APIGatewayV2HTTPResponse post(String path, String body, Map<String, String> headers) {
        APIGatewayV2HTTPEvent event = Events.by(AGENT, "POST", path);
        event.setHeaders(new HashMap<>(headers));
        event.setBody(body);
        return handler.handleRequest(event, new NoContext());
    }

    APIGatewayV2HTTPResponse send(String method, String path) {
        return handler.handleRequest(Events.by(AGENT, method, path), new NoContext());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
