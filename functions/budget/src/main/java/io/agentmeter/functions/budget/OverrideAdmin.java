package io.agentmeter.functions.budget;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetOverride;
import io.agentmeter.budget.BudgetStateJson;
import io.agentmeter.budget.JsonFields;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.http.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lets agents go on though a budget is used up, for a while and with a reason.
final class OverrideAdmin {
    private static final List<String> FIELDS = List.of("reason", "minutes", "until", "part");
    private static final int MOST_REASON = 500;
    private static final Duration LONGEST = Duration.ofDays(31);

    private final BudgetParts parts;

    OverrideAdmin(BudgetParts parts) {
        this.parts = parts;
    }

    HttpAnswer add(String budgetId, JsonNode json, String by) {
        Optional<Budget> budget = parts.budgets().find(budgetId).filter(known -> !known.isDeleted());
        if (budget.isEmpty()) {
            return Problems.notFound("budget with this id");
        }
        Instant now = parts.now();
        JsonFields fields = new JsonFields();
        fields.allow(json, "", FIELDS);
        Optional<String> reason = fields.requiredSentence(json, "", "reason", MOST_REASON);
        Optional<Instant> until = until(json, fields, now);
        Optional<String> part = fields.text(json, "", "part");
        boolean hasParts = budget.get().terms().isPerSession()
                || budget.get().terms().per().isPresent();
        if (part.isPresent() && !hasParts) {
            fields.wrong("part", "has no meaning: this budget has one limit for all");
        }
        if (!fields.problems().isEmpty() || reason.isEmpty() || until.isEmpty()) {
            return Problems.invalid("invalid_override", fields.problems());
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        BudgetOverride override =
                new BudgetOverride(id, budgetId, part.orElse(null), reason.get(), by, now, until.get());
        parts.overrides()
                .add(
                        override,
                        change(
                                override,
                                by,
                                now,
                                "created",
                                null,
                                BudgetStateJson.override(override).toString()));
        return HttpAnswer.json(201, BudgetStateJson.override(override))
                .with("location", "/v1/budgets/" + budgetId + "/overrides/" + id);
    }

    private static Optional<Instant> until(JsonNode json, JsonFields fields, Instant now) {
        boolean hasMinutes = JsonFields.has(json, "minutes");
        boolean hasUntil = JsonFields.has(json, "until");
        if (hasMinutes == hasUntil) {
            fields.wrong(
                    hasMinutes ? "until" : "minutes",
                    hasMinutes ? "contradicts minutes: give one of them" : "is missing, and so is until");
        }
        Optional<Instant> byMinutes = fields.number(json, "", "minutes", 1, Math.toIntExact(LONGEST.toMinutes()))
                .map(minutes -> now.plus(Duration.ofMinutes(minutes)));
        Optional<Instant> byTime = fields.time(json, "", "until");
        if (byTime.filter(end -> !end.isAfter(now)).isPresent()) {
            fields.wrong("until", "is in the past");
        }
        if (byTime.filter(now.plus(LONGEST)::isBefore).isPresent()) {
            fields.wrong("until", "may be at most " + LONGEST.toDays() + " days away");
        }
        return byMinutes.or(() -> byTime);
    }

    HttpAnswer remove(String budgetId, String id, String by) {
        Optional<BudgetOverride> known = parts.overrides().of(budgetId, true).stream()
                .filter(override -> override.id().equals(id))
                .findFirst();
        if (known.isEmpty()) {
            return Problems.notFound("override with this id");
        }
        String before = BudgetStateJson.override(known.get()).toString();
        Change change = change(known.get(), by, parts.now(), "deleted", before, null);
        return parts.overrides().remove(budgetId, id, change)
                ? HttpAnswer.json(200, BudgetStateJson.override(known.get()))
                : Problems.notFound("override with this id");
    }

    private static Change change(
            BudgetOverride override,
            String by,
            Instant now,
            String action,
            @Nullable String before,
            @Nullable String after) {
        return new Change(
                now, by, Change.What.OVERRIDE, override.budget() + "/" + override.id(), action, before, after);
    }
}
