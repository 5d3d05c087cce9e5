package io.agentmeter.alert;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.usage.Money;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What people are told.
///
/// @param subject at most 100 ASCII characters, as SNS wants it
/// @param text for e-mail
/// @param shortText for SMS: at most 140 characters of the GSM alphabet
/// @param attributes for filter policies of subscriptions
public record AlertMessage(String id, String subject, String text, String shortText, Map<String, String> attributes) {
    static final String PREFIX = "AgentMeter: ";
    private static final int LONGEST_SUBJECT = 100;
    private static final int NAMED = 3;

    /// @param cells every cell of the day
    /// @param link where to look; empty if nobody said where the dashboard is
    public static AlertMessage of(Crossing crossing, Map<CellKey, Counters> cells, String link) {
        String headline = headline(crossing);
        Map<CellKey, Counters> own = cells.entrySet().stream()
                .filter(cell -> crossing.scope().keyOf(cell.getKey()).equals(crossing.key()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String text = headline + " (estimated cost).\n\n"
                + "By model:   " + largest(own, CellKey::model) + "\n"
                + "By project: " + largest(own, CellKey::project) + "\n"
                + (link.isEmpty() ? "" : "\nLook: " + link + "\n")
                + "\nYou get this once for this threshold and day. Alert " + crossing.id() + "\n";
        return new AlertMessage(
                crossing.id(),
                subject(headline),
                text,
                SmsText.of(PREFIX + headline),
                Map.of(
                        "kind",
                        "daily_threshold",
                        "scope",
                        crossing.scope().label(),
                        "key",
                        crossing.key().isEmpty() ? "-" : crossing.key(),
                        "thresholdUsd",
                        crossing.threshold().text()));
    }

    static String headline(Crossing crossing) {
        String whose = crossing.scope() == AlertScope.ALL
                ? "All usage"
                : capitalised(crossing.scope().label()) + " " + (crossing.key().isEmpty() ? "unnamed" : crossing.key());
        String amounts = dollars(crossing.spent()) + " of " + dollars(crossing.threshold());
        return whose + ": " + amounts + " spent on " + crossing.day();
    }

    static String subject(String title) {
        return cut(ascii(PREFIX + title), LONGEST_SUBJECT);
    }

    private static String largest(Map<CellKey, Counters> cells, Function<CellKey, String> name) {
        Map<String, Money> spent = new TreeMap<>();
        cells.forEach(
                (cell, counters) -> spent.merge(name.apply(cell), counters.money(CounterNames.LIVE_COST), Money::plus));
        List<Map.Entry<String, Money>> most = spent.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(NAMED)
                .toList();
        return most.stream()
                .map(entry -> entry.getKey() + " " + dollars(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /// Rounded down to the cent, because here a person reads it: a threshold of 10 that is reached never reads
    /// 10.01 of 10 by rounding.
    static String dollars(Money money) {
        return "$" + money.dollars().setScale(2, RoundingMode.DOWN).toPlainString();
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String ascii(String text) {
        return text.codePoints()
                .mapToObj(point -> point < 0x20 || point > 0x7e ? "?" : Character.toString(point))
                .collect(Collectors.joining());
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }
}
