package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Folds events into slices, session-days and cells, each step one transaction on Rollups.
final class Aggregate extends Construct {
    private final MeterFunction function;

    Aggregate(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables) {
        super(scope, "Aggregate");
        this.function = new MeterFunction(
                this,
                Functions.AGGREGATE,
                common,
                values.of(Setting.ROLLUPS_TABLE, Setting.CONTROL_TABLE, Setting.ZONE, Setting.COST_POLICY));
        function.allow(
                List.of("dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"),
                tables.rollups().getTableArn());
        // The times at which a provider's limit was reached.
        function.allow(ControlGrants.butTokens(tables.control(), List.of("dynamodb:PutItem")));
    }

    MeterFunction function() {
        return function;
    }
}
