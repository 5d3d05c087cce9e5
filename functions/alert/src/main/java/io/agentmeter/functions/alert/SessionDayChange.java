package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.functions.library.rollups.RollupItem;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A session's day that changed: its usage, names, turns, minutes or tools.
///
/// @param before the names it had
/// @param after the names it has
/// @param usageRose whether usage went up that may alert
/// @param usageChanged whether anything changed that a budget can count
record SessionDayChange(SessionDayKey key, Dimensions before, Dimensions after, boolean usageRose, boolean usageChanged)
        implements RowChange {
    static SessionDayChange of(DynamodbStreamRecord stream) {
        Map<String, AttributeValue> keys = stream.getDynamodb().getKeys();
        Map<String, AttributeValue> old = stream.getDynamodb().getOldImage();
        Map<String, AttributeValue> now = stream.getDynamodb().getNewImage();
        UsageImage before = new UsageImage(old);
        UsageImage after = new UsageImage(now);
        LocalDate day = RollupItem.dayOf(RowChange.text(keys, RollupItem.PK));
        Dimensions names = names(now);
        return new SessionDayChange(
                SessionDayKey.parse(day, RowChange.text(keys, RollupItem.SK)),
                names(old),
                names,
                before.usageRoseTo(after),
                after.differsFrom(before)
                        || !models(old).equals(models(now))
                        || !names(old).equals(names));
    }

    private static Dimensions names(@Nullable Map<String, AttributeValue> item) {
        return new Dimensions(
                RowChange.text(item, "project"),
                RowChange.text(item, "user"),
                RowChange.text(item, "team"),
                RowChange.text(item, "agent"),
                RowChange.text(item, "task"),
                "",
                "");
    }

    private static String models(@Nullable Map<String, AttributeValue> item) {
        AttributeValue models = item == null ? null : item.get("models");
        return models == null || models.getSS() == null
                ? ""
                : String.join("\n", models.getSS().stream().sorted().toList());
    }

    @Override
    public LocalDate day() {
        return key.day();
    }
}
