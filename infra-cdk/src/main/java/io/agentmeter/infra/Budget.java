package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Answers the routes of budgets, overrides, clients and the log of changes.
final class Budget extends Construct {
    private final MeterFunction function;

    Budget(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables) {
        super(scope, "Budget");
        this.function = new MeterFunction(
                this,
                Functions.BUDGET,
                common,
                values.of(Setting.ROLLUPS_TABLE, Setting.CONTROL_TABLE, Setting.ZONE, Setting.AUTHORIZE_IN_FUNCTION));
        function.allow(
                List.of("dynamodb:Query", "dynamodb:BatchGetItem"),
                tables.rollups().getTableArn());
        function.allow(ControlGrants.butTokens(
                tables.control(),
                List.of(
                        "dynamodb:GetItem",
                        "dynamodb:BatchGetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:DeleteItem")));
    }

    MeterFunction function() {
        return function;
    }
}
