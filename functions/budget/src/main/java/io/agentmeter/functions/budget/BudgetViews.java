package io.agentmeter.functions.budget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetJson;
import io.agentmeter.budget.BudgetOverride;
import io.agentmeter.budget.BudgetState;
import io.agentmeter.budget.BudgetStateJson;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.BurnDown;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.Forecast;
import io.agentmeter.budget.Measure;
import io.agentmeter.budget.Spend;
import io.agentmeter.functions.library.control.OverrideStore;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Budgets with how far they have got.
final class BudgetViews {
    /// Parts of one budget that are shown: those that are nearest to their limits.
    static final int MOST_PARTS = 50;

    private final BudgetParts parts;
    private final SpendOfParts spends;

    BudgetViews(BudgetParts parts) {
        this.parts = parts;
        this.spends = new SpendOfParts(parts);
    }

    HttpAnswer list() {
        BudgetBook book = parts.books().of(parts.budgets().all(false), true);
        Looking looking = new Looking(book.clients(), parts.overrides().all(false));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("budgets");
        book.budgets().forEach(budget -> list.add(looking.json(budget)));
        return HttpAnswer.json(200, json);
    }

    /// A deleted budget is found too.
    HttpAnswer find(String id) {
        return parts.budgets()
                .find(id)
                .map(budget -> HttpAnswer.json(200, json(budget)))
                .orElseGet(() -> Problems.notFound("budget with this id"));
    }

    ObjectNode json(Budget budget) {
        OverrideStore overrides = parts.overrides();
        ClientDirectory clients = parts.books().of(List.of(budget), true).clients();
        return new Looking(clients, overrides.of(budget.id(), true)).json(budget);
    }

    /// One answer: whatever several budgets ask for is read once.
    private final class Looking {
        private final ClientDirectory clients;
        private final List<BudgetOverride> overrides;
        private final Instant now = parts.now();
        private final LocalDate today = parts.calendar().dayOf(now);
        private final TreeMap<LocalDate, SortedMap<CellKey, Counters>> cells = new TreeMap<>();

        Looking(ClientDirectory clients, List<BudgetOverride> overrides) {
            this.clients = clients;
            this.overrides = overrides;
        }

        ObjectNode json(Budget budget) {
            SortedMap<String, Spend> spend = budget.isDeleted()
                    ? new TreeMap<>()
                    : spends.of(budget, budget.basis(clients), today.minusDays(Forecast.HISTORY_DAYS), today);
            if (!budget.isDeleted()
                    && budget.terms().per().isEmpty()
                    && !budget.terms().isPerSession()) {
                spend.putIfAbsent("", Spend.NONE);
            }
            List<BudgetState> states = new ArrayList<>();
            spend.forEach(
                    (part, days) -> states.add(BudgetState.of(budget, part, days, overrides, now, parts.calendar())));
            states.sort(Comparator.comparing(BudgetState::percent).reversed().thenComparing(BudgetState::part));
            ObjectNode json = BudgetJson.of(budget);
            ObjectNode state = json.putObject("state");
            BudgetState ofAny = BudgetState.of(budget, "", Spend.NONE, List.of(), now, parts.calendar());
            state.set("window", BudgetStateJson.window(ofAny.window(), ofAny.resetsAt()));
            ArrayNode list = state.putArray("parts");
            SortedMap<String, SortedMap<Integer, BigDecimal>> hours = hours(budget);
            for (BudgetState one : states.subList(0, Math.min(MOST_PARTS, states.size()))) {
                Spend days = spend.getOrDefault(one.part(), Spend.NONE);
                list.add(BudgetStateJson.part(
                        one,
                        Forecast.of(one, days, now, parts.calendar()),
                        burnDown(one, days, Optional.ofNullable(hours.get(one.part())))));
            }
            state.put("partsInAll", states.size());
            return json;
        }

        private List<BurnDown.Point> burnDown(
                BudgetState state, Spend spend, Optional<SortedMap<Integer, BigDecimal>> hours) {
            return hours.map(ofToday -> BurnDown.byHour(state, ofToday, today, now, parts.calendar()))
                    .orElseGet(() -> BurnDown.byDay(state, spend, now, parts.calendar()));
        }

        private SortedMap<String, SortedMap<Integer, BigDecimal>> hours(Budget budget) {
            boolean byHour = budget.terms().window().kind() == Kind.DAY
                    && !budget.terms().needsSessions()
                    && budget.terms().limit().measure() != Measure.TOKENS
                    && budget.isValidOn(today)
                    && !budget.isDeleted();
            return byHour
                    ? BurnDown.hours(
                            budget,
                            clients,
                            cells.computeIfAbsent(today, day -> parts.rollups().cells(day, false)))
                    : new TreeMap<>();
        }
    }
}
