package io.agentmeter.functions.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetJson;
import io.agentmeter.budget.BudgetReading;
import io.agentmeter.budget.BudgetReading.Refused;
import io.agentmeter.budget.BudgetReading.Understood;
import io.agentmeter.budget.BurnDown;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.FieldProblem;
import io.agentmeter.budget.Preview;
import io.agentmeter.budget.SpendFold;
import io.agentmeter.budget.Spent;
import io.agentmeter.functions.library.budgets.SessionSpend;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tells what a budget would have done in the last month.
final class PreviewService {
    private static final int DAYS = 31;
    private static final int MOST_WINDOWS = 500;

    private final BudgetParts parts;

    PreviewService(BudgetParts parts) {
        this.parts = parts;
    }

    HttpAnswer preview(JsonNode json, String by) {
        ClientDirectory clients = parts.clients().directory(true);
        String id = json.path("id").asText("");
        return switch (BudgetReading.of(json, id, clients, parts.today())) {
            case Refused(List<FieldProblem> problems) -> Problems.invalid("invalid_budget", problems);
            case Understood understood ->
                HttpAnswer.json(
                        200,
                        json(
                                preview(Budget.created(id, understood.terms(), parts.now(), by), clients),
                                understood.terms().limit().amount()));
        };
    }

    private Preview preview(Budget budget, ClientDirectory clients) {
        LocalDate today = parts.today();
        LocalDate first = today.minusDays(DAYS - 1L);
        LocalDate oldest = budget.windowAt(first).start();
        LocalDate limit = today.minusDays(Budget.OLDEST_DAYS);
        LocalDate from = (oldest.isBefore(limit) ? limit : oldest).minusDays(1);
        TreeMap<String, SortedMap<LocalDate, Preview.Day>> usage = new TreeMap<>();
        DayReader.each(from.datesUntil(today.plusDays(1)).toList(), day -> day(budget, clients, day))
                .forEach(day -> day.forEach((part, ofPart) ->
                        usage.computeIfAbsent(part, _ -> new TreeMap<>()).putAll(ofPart)));
        return Preview.of(budget, usage, first, today);
    }

    private SortedMap<String, SortedMap<LocalDate, Preview.Day>> day(
            Budget budget, ClientDirectory clients, LocalDate day) {
        TreeMap<String, SortedMap<LocalDate, Preview.Day>> found = new TreeMap<>();
        if (budget.terms().needsSessions()) {
            new SessionSpend(parts.rollups(), parts.calendar())
                    .ofDay(budget, clients, day)
                    .forEach((part, spent) -> found.put(part, atOnce(day, spent)));
            return found;
        }
        SortedMap<CellKey, Counters> cells = parts.rollups().cells(day, false);
        SortedMap<String, SortedMap<Integer, BigDecimal>> hours = BurnDown.hours(budget, clients, cells);
        SpendFold.ofCells(budget, clients, cells).forEach((part, spent) -> {
            SortedMap<Integer, BigDecimal> known = hours.getOrDefault(part, new TreeMap<>());
            found.put(part, known.isEmpty() ? atOnce(day, spent) : byHour(day, spent, known));
        });
        return found;
    }

    private SortedMap<LocalDate, Preview.Day> atOnce(LocalDate day, Spent spent) {
        TreeMap<Instant, BigDecimal> hours = new TreeMap<>();
        hours.put(parts.calendar().startOf(day), spent.amount());
        return oneDay(day, new Preview.Day(spent, hours));
    }

    private SortedMap<LocalDate, Preview.Day> byHour(LocalDate day, Spent spent, SortedMap<Integer, BigDecimal> hours) {
        OrganisationCalendar calendar = parts.calendar();
        TreeMap<Instant, BigDecimal> ends = new TreeMap<>();
        hours.forEach((hour, amount) -> ends.merge(
                day.atTime(hour, 0).atZone(calendar.zone()).plusHours(1).toInstant(), amount, BigDecimal::add));
        return oneDay(day, new Preview.Day(spent, ends));
    }

    private static SortedMap<LocalDate, Preview.Day> oneDay(LocalDate day, Preview.Day usage) {
        TreeMap<LocalDate, Preview.Day> one = new TreeMap<>();
        one.put(day, usage);
        return one;
    }

    private static ObjectNode json(Preview preview, BigDecimal limit) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode windows = json.putArray("windows");
        preview.windows().stream().limit(MOST_WINDOWS).forEach(window -> {
            ObjectNode one = windows.addObject();
            one.put("key", window.days().key());
            one.put("part", window.part());
            one.put("spent", window.spent().toPlainString());
            one.put("limit", limit.toPlainString());
            ArrayNode crossed = one.putArray("crossed");
            window.crossed()
                    .forEach(crossing -> crossed.add(BudgetJson.of(crossing.threshold())
                            .put("at", crossing.at().toString())));
        });
        json.put("windowsInAll", preview.windows().size());
        json.put("wouldHaveWarned", preview.warned());
        json.put("wouldHaveBlocked", preview.blocked());
        return json;
    }
}
