package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import software.constructs.Construct;

/// Says whether a token may use a route. Reads tokens, nothing else.
final class Authorize extends Construct {
    private final MeterFunction function;

    Authorize(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables) {
        super(scope, "Authorize");
        this.function = new MeterFunction(this, Functions.AUTHORIZE, common, values.of(Setting.CONTROL_TABLE));
        function.allow(ControlGrants.readTokens(tables.control()));
    }

    MeterFunction function() {
        return function;
    }
}
