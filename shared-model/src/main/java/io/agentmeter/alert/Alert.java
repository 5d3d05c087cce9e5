package io.agentmeter.alert;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Something that people should know once. Whoever finds out the same thing makes an alert with the same id, so it is
/// raised once whatever races, and every message about it carries that id on every channel.
///
/// @param title one line, without the product's name
/// @param text for e-mail and the list
/// @param shortText fits one SMS
/// @param attributes for filter policies of subscriptions; never empty texts. `agent`, `project`, `user` say whose it
/// is
/// @param budget only of alerts about a budget
/// @param crossing only of daily thresholds
/// @param link where to look; empty if nobody said where the dashboard is
/// @param why one sentence: the rule that raised it
public record Alert(
        String id,
        AlertKind kind,
        String title,
        String text,
        String shortText,
        Map<String, String> attributes,
        @Nullable AlertBudget budget,
        @Nullable Crossing crossing,
        Instant at,
        String link,
        String why) {
    private static final String KIND = "kind";
    private static final String BUDGET = "budget";

    public Alert {
        attributes = Map.copyOf(attributes);
    }

    /// An alert without a budget. The short text is made from the title.
    public static Alert of(
            String id,
            AlertKind kind,
            String title,
            String why,
            Map<String, String> attributes,
            Instant at,
            String link) {
        return plain(id, kind, title, why, attributes, null, at, link);
    }

    /// An alert about a budget; `budget` becomes one of the attributes that subscriptions filter by.
    public static Alert ofBudget(
            String id,
            AlertKind kind,
            String title,
            String why,
            Map<String, String> attributes,
            AlertBudget budget,
            Instant at,
            String link) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.put(BUDGET, budget.id());
        return plain(id, kind, title, why, all, budget, at, link);
    }

    /// A daily threshold's alert. Its message is the one that such alerts always had.
    public static Alert ofDay(Crossing crossing, AlertMessage message, Instant at, String link) {
        return new Alert(
                crossing.id(),
                AlertKind.DAILY,
                AlertMessage.headline(crossing),
                message.text(),
                message.shortText(),
                message.attributes(),
                null,
                crossing,
                at,
                link,
                "The day's spend reached a daily threshold of " + AlertMessage.dollars(crossing.threshold()) + ".");
    }

    private static Alert plain(
            String id,
            AlertKind kind,
            String title,
            String why,
            Map<String, String> attributes,
            @Nullable AlertBudget budget,
            Instant at,
            String link) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.put(KIND, kind.label());
        all.values().removeIf(String::isEmpty);
        String text = title + ".\n\n" + why + "\n" + (link.isEmpty() ? "" : "\nLook: " + link + "\n") + "\nAlert " + id
                + "\n";
        return new Alert(
                id, kind, title, text, SmsText.of(AlertMessage.PREFIX + title), all, budget, null, at, link, why);
    }

    /// The same alert with another text for e-mail.
    public Alert withText(String longer) {
        return new Alert(id, kind, title, longer, shortText, attributes, budget, crossing, at, link, why);
    }

    /// What is sent.
    public AlertMessage message() {
        return new AlertMessage(id, AlertMessage.subject(title), text, shortText, attributes);
    }
}
