package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.functions.library.rollups.RollupItem;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A cell that changed, as the rollups stream tells it.
///
/// @param spendRose whether spend that was reported as it happened went up
record CellChange(CellKey cell, boolean spendRose) {
    /// Empty for rows that are not cells.
    static Optional<CellChange> of(DynamodbStreamRecord stream) {
        Map<String, AttributeValue> keys = stream.getDynamodb().getKeys();
        String pk = text(keys, RollupItem.PK);
        String sk = text(keys, RollupItem.SK);
        if (!sk.startsWith(CellKey.PREFIX)) {
            return Optional.empty();
        }
        BigDecimal before = liveCost(stream.getDynamodb().getOldImage());
        BigDecimal after = liveCost(stream.getDynamodb().getNewImage());
        return Optional.of(new CellChange(RollupItem.cellKey(pk, sk), after.compareTo(before) > 0));
    }

    private static String text(@Nullable Map<String, AttributeValue> item, String name) {
        AttributeValue value = item == null ? null : item.get(name);
        return value == null || value.getS() == null ? "" : value.getS();
    }

    private static BigDecimal liveCost(@Nullable Map<String, AttributeValue> item) {
        AttributeValue value = item == null ? null : item.get(CounterNames.LIVE_COST);
        return value == null || value.getN() == null ? BigDecimal.ZERO : new BigDecimal(value.getN());
    }
}
