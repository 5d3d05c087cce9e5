package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.functions.library.rollups.RollupItem;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.SessionDayKey;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row of a day that changed, as the rollups stream tells it.
sealed interface RowChange permits CellChange, SessionDayChange {
    LocalDate day();

    /// Empty for rows that belong to no day.
    static Optional<RowChange> of(DynamodbStreamRecord stream) {
        Map<String, AttributeValue> keys = stream.getDynamodb().getKeys();
        String sk = text(keys, RollupItem.SK);
        if (sk.startsWith(CellKey.PREFIX)) {
            return Optional.of(CellChange.of(stream));
        }
        if (sk.startsWith(SessionDayKey.PREFIX)) {
            return Optional.of(SessionDayChange.of(stream));
        }
        return Optional.empty();
    }

    static String text(@Nullable Map<String, AttributeValue> item, String name) {
        AttributeValue value = item == null ? null : item.get(name);
        return value == null || value.getS() == null ? "" : value.getS();
    }
}
