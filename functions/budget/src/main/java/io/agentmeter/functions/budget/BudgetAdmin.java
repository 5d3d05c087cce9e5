package io.agentmeter.functions.budget;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetJson;
import io.agentmeter.budget.BudgetReading;
import io.agentmeter.budget.BudgetReading.Refused;
import io.agentmeter.budget.BudgetReading.Understood;
import io.agentmeter.budget.BudgetTerms;
import io.agentmeter.budget.FieldProblem;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.http.HttpAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Creates, changes and deletes budgets: nobody overwrites what they have not seen, and what was already spent counts
/// from the first answer on.
final class BudgetAdmin {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final BudgetParts parts;
    private final BudgetViews views;

    BudgetAdmin(BudgetParts parts, BudgetViews views) {
        this.parts = parts;
        this.views = views;
    }

    HttpAnswer put(String id, JsonNode json, String by) {
        if (!ID.matcher(id).matches()) {
            FieldProblem problem = new FieldProblem(
                    "id", "must have 1 to 64 small letters, digits and dashes, and begin with a letter or digit");
            return Problems.invalid("invalid_budget", List.of(problem));
        }
        Optional<Budget> known = parts.budgets().find(id);
        return switch (BudgetReading.of(json, id, parts.clients().directory(true), parts.today())) {
            case Refused(List<FieldProblem> problems) -> Problems.invalid("invalid_budget", problems);
            case Understood(BudgetTerms terms, OptionalLong version) ->
                put(id, known.orElse(null), owned(terms, known, by), version, by);
        };
    }

    // Whoever creates a budget owns it unless somebody is named.
    private static BudgetTerms owned(BudgetTerms terms, Optional<Budget> known, String by) {
        return terms.owner().isEmpty()
                ? terms.ownedBy(known.map(budget -> budget.terms().owner()).orElse(by))
                : terms;
    }

    private HttpAnswer put(String id, @Nullable Budget known, BudgetTerms terms, OptionalLong version, String by) {
        if (known != null && !known.isDeleted() && known.terms().equals(terms)) {
            return HttpAnswer.json(200, views.json(known));
        }
        long current = known == null ? 0 : known.version();
        boolean isNew = known == null || known.isDeleted();
        if (version.isPresent() ? version.getAsLong() != current : !isNew) {
            return Problems.conflict("budget", current);
        }
        Instant now = parts.now();
        Budget budget = known == null ? Budget.created(id, terms, now, by) : known.changed(terms, now, by);
        if (!parts.budgets().put(budget, change(known, budget, isNew ? "created" : "changed"))) {
            return conflict(id);
        }
        if (budget.revision() == budget.version()) {
            parts.evaluator().evaluate(id, parts.today());
        }
        return HttpAnswer.json(isNew ? 201 : 200, views.json(budget));
    }

    HttpAnswer delete(String id, OptionalLong version, String by) {
        Optional<Budget> known = parts.budgets().find(id);
        if (known.isEmpty()) {
            return Problems.notFound("budget with this id");
        }
        Budget budget = known.get();
        if (budget.isDeleted()) {
            return HttpAnswer.json(200, views.json(budget));
        }
        if (version.isPresent() && version.getAsLong() != budget.version()) {
            return Problems.conflict("budget", budget.version());
        }
        Budget deleted = budget.deleted(parts.now(), by);
        return parts.budgets().put(deleted, change(budget, deleted, "deleted"))
                ? HttpAnswer.json(200, views.json(deleted))
                : conflict(id);
    }

    private HttpAnswer conflict(String id) {
        return Problems.conflict(
                "budget", parts.budgets().find(id).map(Budget::version).orElse(0L));
    }

    private static Change change(@Nullable Budget before, Budget after, String action) {
        return new Change(
                after.updatedAt(),
                after.updatedBy(),
                Change.What.BUDGET,
                after.id(),
                action,
                before == null ? null : BudgetJson.of(before).toString(),
                after.isDeleted() ? null : BudgetJson.of(after).toString());
    }
}
