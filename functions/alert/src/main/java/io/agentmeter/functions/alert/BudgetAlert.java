package io.agentmeter.functions.alert;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertBudget;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.Screens;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetCrossing;
import io.agentmeter.budget.Measure;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.Threshold;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What people are told when a threshold of a budget is reached.
final class BudgetAlert {
    private BudgetAlert() {}

    static Alert of(BudgetCrossing crossing, Instant now, Screens screens) {
        Budget budget = crossing.budget();
        Measure measure = budget.terms().limit().measure();
        String whose = crossing.part().isEmpty() ? "" : " (" + crossing.part() + ")";
        String title = "Budget %s%s: %s of %s spent in %s"
                .formatted(
                        budget.terms().name(),
                        whose,
                        measure.text(crossing.spent()),
                        measure.text(crossing.limit()),
                        crossing.window().key());
        AlertBudget about = new AlertBudget(
                budget.id(),
                budget.terms().name(),
                crossing.part(),
                crossing.window().key(),
                percent(crossing),
                plain(crossing.spent()),
                plain(crossing.limit()));
        return Alert.ofBudget(
                crossing.id(),
                AlertKind.BUDGET,
                title,
                why(crossing),
                attributes(crossing),
                about,
                now,
                screens.budget(budget.id(), crossing.part()));
    }

    private static BigDecimal percent(BudgetCrossing crossing) {
        BigDecimal amount =
                crossing.threshold().amountOf(crossing.budget().terms().limit());
        return plain(crossing.budget().terms().limit().percentOf(amount));
    }

    // Never in scientific notation, wherever it is shown.
    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static String why(BudgetCrossing crossing) {
        Measure measure = crossing.budget().terms().limit().measure();
        String at = switch (crossing.threshold()) {
            case Threshold.Percent percent -> percent.percent().toPlainString() + " %";
            case Threshold.Amount amount -> measure.text(amount.amount());
        };
        String then = switch (crossing.threshold().action()) {
            case NOTIFY -> "agents go on";
            case WARN -> "agents are warned";
            case PAUSE -> "agents take no new prompt";
            case STOP -> "agents are stopped";
        };
        return "The budget's threshold of %s is reached; from there on %s.".formatted(at, then);
    }

    private static Map<String, String> attributes(BudgetCrossing crossing) {
        TreeMap<String, String> attributes = new TreeMap<>();
        crossing.budget().terms().scope().wanted().forEach((field, name) -> attributes.put(field.label(), name));
        String of = crossing.budget()
                .terms()
                .per()
                .map(ScopeField::label)
                .orElse(crossing.budget().terms().isPerSession() ? ScopeField.SESSION.label() : "");
        if (!of.isEmpty()) {
            attributes.put(of, crossing.part());
        }
        attributes.put("action", crossing.threshold().action().name().toLowerCase(Locale.ROOT));
        return attributes;
    }
}
