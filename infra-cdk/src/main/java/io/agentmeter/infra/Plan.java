package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Keeps what agents report of their vendors' windows, and what administrators write about accounts.
final class Plan extends Construct {
    private final MeterFunction function;

    Plan(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables) {
        super(scope, "Plan");
        this.function = new MeterFunction(
                this, Functions.PLAN, common, values.of(Setting.CONTROL_TABLE, Setting.AUTHORIZE_IN_FUNCTION));
        function.allow(ControlGrants.butTokens(
                tables.control(),
                List.of("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem")));
    }

    MeterFunction function() {
        return function;
    }
}
