package io.agentmeter.alert.watch;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.AlertScope;
import io.agentmeter.rollup.CounterNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The summary of a day: what was spent and on what, how budgets stand, and what was unusual.
///
/// @param history days before it; such weekdays among them say what is usual
/// @param budgets one line each, the fullest first
/// @param alerts titles of the day's alerts
public record Digest(DayCells day, Collection<DayCells> history, List<String> budgets, List<String> alerts) {
    private static final int NAMED = 5;
    private static final int LISTED = 20;
    private static final int HISTORY_DAYS = 28;

    public Digest {
        history = List.copyOf(history);
        budgets = List.copyOf(budgets);
        alerts = List.copyOf(alerts);
    }

    /// One for each day.
    public static String id(LocalDate day) {
        return "digest/" + day;
    }

    public Alert alert(Instant now, String link) {
        BigDecimal spent = total(day);
        String title = "$" + cents(spent) + " spent on " + day.day();
        StringBuilder text = new StringBuilder();
        text.append(title)
                .append(" (estimated cost), ")
                .append(day.count(CounterNames.REQUESTS))
                .append(" requests.");
        usual().ifPresentOrElse(
                        middle -> text.append(" Such weekdays cost $")
                                .append(cents(middle))
                                .append(" in the middle.\n"),
                        () -> text.append('\n'));
        largest(text, "Projects", AlertScope.PROJECT);
        largest(text, "Users", AlertScope.USER);
        largest(text, "Models", AlertScope.MODEL);
        list(text, "Budgets", budgets, "none");
        list(text, "Alerts of the day", alerts, "none");
        if (!link.isEmpty()) {
            text.append("\nDashboard: ").append(link).append('\n');
        }
        text.append("\nYou get this once a day. Message ").append(id(day.day())).append('\n');
        return Alert.of(
                        id(day.day()),
                        AlertKind.DIGEST,
                        title,
                        "The summary of a day, as the alert settings ask for.",
                        Map.of(),
                        now,
                        link)
                .withText(text.toString());
    }

    private Optional<BigDecimal> usual() {
        List<BigDecimal> such = history.stream()
                .filter(other -> other.day().isBefore(day.day()))
                .filter(other -> !other.day().isBefore(day.day().minusDays(HISTORY_DAYS)))
                .filter(other -> other.day().getDayOfWeek() == day.day().getDayOfWeek())
                .map(Digest::total)
                .filter(amount -> amount.signum() > 0)
                .toList();
        return such.isEmpty()
                ? Optional.empty()
                : Optional.of(RobustRange.of(such).middle());
    }

    private void largest(StringBuilder text, String heading, AlertScope scope) {
        List<String> lines = day.by(scope, CounterNames.COST).entrySet().stream()
                .filter(entry -> entry.getValue().signum() > 0)
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMED)
                .map(entry -> "$" + cents(entry.getValue()) + "  "
                        + (entry.getKey().isEmpty() ? "without a name" : entry.getKey()))
                .toList();
        if (!lines.isEmpty()) {
            list(text, heading, lines, "");
        }
    }

    private static void list(StringBuilder text, String heading, List<String> lines, String none) {
        text.append('\n')
                .append(heading)
                .append(lines.isEmpty() ? ": " + none : ":")
                .append('\n');
        lines.stream()
                .limit(LISTED)
                .forEach(line -> text.append("  ").append(line).append('\n'));
        if (lines.size() > LISTED) {
            text.append("  and ").append(lines.size() - LISTED).append(" more\n");
        }
    }

    private static BigDecimal total(DayCells cells) {
        return cells.by(AlertScope.ALL, CounterNames.COST).getOrDefault("", BigDecimal.ZERO);
    }

    private static String cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.DOWN).toPlainString();
    }
}
