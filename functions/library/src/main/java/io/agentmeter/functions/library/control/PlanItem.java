package io.agentmeter.functions.library.control;

import io.agentmeter.plan.PlanAccount;
import io.agentmeter.plan.PlanMode;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanTerms;
import io.agentmeter.plan.PlanWindowName;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of plan rows. The account's row has one text per window, `w_<name>` = `used|end|reported`.
final class PlanItem {
    static final String ACCOUNT = "account";
    static final String TIER = "tier";
    static final String PRICE = "price";
    static final String MODE = "mode";
    static final String USERS = "users";
    static final String VERSION = "version";
    static final String UPDATED_AT = "updatedAt";
    static final String UPDATED_BY = "updatedBy";
    static final String REPORTERS = "reporters";
    /// Raised by each report that changed something.
    static final String SEEN = "seen";

    private static final String WINDOW = "w_";

    private PlanItem() {}

    static String windowAttribute(PlanWindowName name) {
        return WINDOW + name.text();
    }

    static AttributeValue reading(PlanReading reading) {
        return ControlTable.text(reading.usedPercent().toPlainString() + "|"
                + reading.resetsAt().map(Instant::toString).orElse("") + "|" + reading.at());
    }

    static PlanReading readReading(String text) {
        String[] parts = text.split("\\|", -1);
        return new PlanReading(
                new BigDecimal(parts[0]), parts[1].isEmpty() ? null : Instant.parse(parts[1]), Instant.parse(parts[2]));
    }

    /// DynamoDB knows no empty set.
    static Optional<AttributeValue> set(SortedSet<String> texts) {
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(AttributeValue.fromSs(texts.stream().toList()));
    }

    static long seen(Map<String, AttributeValue> item) {
        return numberOrZero(item, SEEN);
    }

    static PlanAccount account(String account, Map<String, AttributeValue> item) {
        TreeMap<PlanWindowName, PlanReading> windows = new TreeMap<>();
        item.forEach((name, value) -> {
            if (name.startsWith(WINDOW)) {
                windows.put(new PlanWindowName(name.substring(WINDOW.length())), readReading(value.s()));
            }
        });
        return new PlanAccount(
                account,
                terms(item),
                numberOrZero(item, VERSION),
                ControlTable.instantOrNull(item, UPDATED_AT),
                textOrNull(item, UPDATED_BY),
                texts(item, REPORTERS),
                windows);
    }

    private static PlanTerms terms(Map<String, AttributeValue> item) {
        String price = textOrNull(item, PRICE);
        String mode = textOrNull(item, MODE);
        return new PlanTerms(
                textOrNull(item, TIER),
                price == null ? null : Money.ofDollars(price),
                mode == null ? null : PlanMode.valueOf(mode),
                texts(item, USERS));
    }

    private static SortedSet<String> texts(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null ? new TreeSet<>() : new TreeSet<>(value.ss());
    }

    private static long numberOrZero(Map<String, AttributeValue> item, String attribute) {
        return item.containsKey(attribute) ? ControlTable.number(item, attribute) : 0;
    }

    private static @Nullable String textOrNull(Map<String, AttributeValue> item, String attribute) {
        return item.containsKey(attribute) ? ControlTable.text(item, attribute) : null;
    }
}
