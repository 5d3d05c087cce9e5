package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.functions.library.rollups.RollupItem;
import io.agentmeter.rollup.CellKey;
import java.time.LocalDate;
import java.util.Map;

/// A cell that changed, as the rollups stream tells it.
///
/// @param spendRose whether spend that was reported as it happened went up
/// @param usageRose whether usage went up that may alert
/// @param usageChanged whether anything changed that a budget can count
record CellChange(CellKey cell, boolean spendRose, boolean usageRose, boolean usageChanged) implements RowChange {
    static CellChange of(DynamodbStreamRecord stream) {
        Map<String, AttributeValue> keys = stream.getDynamodb().getKeys();
        UsageImage before = new UsageImage(stream.getDynamodb().getOldImage());
        UsageImage after = new UsageImage(stream.getDynamodb().getNewImage());
        CellKey cell = RollupItem.cellKey(RowChange.text(keys, RollupItem.PK), RowChange.text(keys, RollupItem.SK));
        return new CellChange(cell, before.spendRoseTo(after), before.usageRoseTo(after), after.differsFrom(before));
    }

    @Override
    public LocalDate day() {
        return cell.day();
    }
}
