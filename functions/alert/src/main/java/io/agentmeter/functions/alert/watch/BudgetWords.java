package io.agentmeter.functions.alert.watch;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertBudget;
import io.agentmeter.alert.AlertId;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.Screens;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetState;
import io.agentmeter.budget.Forecast;
import io.agentmeter.budget.Measure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/// Budgets as people read of them.
final class BudgetWords {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private BudgetWords() {}

    /// `81 %  Shop (ann): $8.10 of $10.00 in 2026-11`.
    static String line(BudgetState state) {
        Measure measure = state.budget().terms().limit().measure();
        return state.percent().toPlainString() + " %  " + name(state) + ": "
                + measure.text(state.spent().amount()) + " of " + measure.text(state.limit()) + " in "
                + state.window().key();
    }

    /// One for each window and revision of a part.
    static Alert forecast(BudgetState state, Forecast forecast, Instant exceedsAt, Instant now, Screens screens) {
        Budget budget = state.budget();
        Measure measure = budget.terms().limit().measure();
        String id = "forecast/" + budget.id() + "/" + AlertId.part(state.part()) + "/"
                + state.window().key() + "/r" + budget.revision();
        String title = "Budget " + name(state) + " will be exceeded in "
                + state.window().key();
        String why =
                "If spending goes on as it does, the limit of %s is reached at %s, and the window ends with %s (%s to %s)."
                        .formatted(
                                measure.text(state.limit()),
                                exceedsAt,
                                measure.text(forecast.mid()),
                                measure.text(forecast.low()),
                                measure.text(forecast.high()));
        AlertBudget about = new AlertBudget(
                budget.id(),
                budget.terms().name(),
                state.part(),
                state.window().key(),
                WHOLE,
                state.spent().amount(),
                state.limit());
        return Alert.ofBudget(
                id, AlertKind.FORECAST, title, why, Map.of(), about, now, screens.budget(budget.id(), state.part()));
    }

    private static String name(BudgetState state) {
        String name = state.budget().terms().name();
        return state.part().isEmpty() ? name : name + " (" + state.part() + ")";
    }
}
