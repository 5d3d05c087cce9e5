package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.functions.library.rollups.RollupItem;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A cell that changed, as the rollups stream tells it.
///
/// @param spendRose whether spend that was reported as it happened went up
record CellChange(CellKey cell, boolean spendRose) implements RowChange {
    static CellChange of(DynamodbStreamRecord stream) {
        Map<String, AttributeValue> keys = stream.getDynamodb().getKeys();
        BigDecimal before = liveCost(stream.getDynamodb().getOldImage());
        BigDecimal after = liveCost(stream.getDynamodb().getNewImage());
        CellKey cell = RollupItem.cellKey(RowChange.text(keys, RollupItem.PK), RowChange.text(keys, RollupItem.SK));
        return new CellChange(cell, after.compareTo(before) > 0);
    }

    @Override
    public LocalDate day() {
        return cell.day();
    }

    private static BigDecimal liveCost(@Nullable Map<String, AttributeValue> item) {
        AttributeValue value = item == null ? null : item.get(CounterNames.LIVE_COST);
        return value == null || value.getN() == null ? BigDecimal.ZERO : new BigDecimal(value.getN());
    }
}
