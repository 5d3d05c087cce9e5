package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Answers what the dashboard and the command line ask. Reads only.
final class Query extends Construct {
    private final MeterFunction function;

    Query(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables, Buckets buckets) {
        super(scope, "Query");
        this.function = new MeterFunction(
                this,
                Functions.QUERY,
                common,
                values.of(
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.REPORTS_BUCKET,
                        Setting.ZONE,
                        Setting.IDLE_GAP_MINUTES,
                        Setting.VERSION,
                        Setting.AUTHORIZE_IN_FUNCTION));
        function.allow(
                List.of("dynamodb:BatchGetItem", "dynamodb:Query"),
                tables.rollups().getTableArn());
        function.allow(ControlGrants.butTokens(tables.control(), List.of("dynamodb:GetItem")));
        FileGrants.find(function, buckets.reports(), Buckets.CUBES);
    }

    MeterFunction function() {
        return function;
    }
}
