package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Checks the rollups against the events: once a day on its own, and when asked. Only what was asked for may repair.
final class Audit extends Construct {
    private final MeterFunction requests;
    private final MeterFunction runs;
    private final MeterFunction sweep;

    Audit(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables, Buckets buckets) {
        super(scope, "Audit");
        this.requests = new MeterFunction(
                this, Functions.AUDIT, common, values.of(Setting.CONTROL_TABLE, Setting.AUTHORIZE_IN_FUNCTION));
        requests.allow(ControlGrants.butTokens(tables.control(), List.of("dynamodb:GetItem", "dynamodb:PutItem")));

        this.runs = reading(Functions.AUDIT_RUN, common, values, tables, buckets);
        runs.allow(
                List.of(
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:ConditionCheckItem"),
                tables.rollups().getTableArn());
        runs.allow(ControlGrants.butTokens(
                tables.control(), List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")));

        this.sweep = reading(Functions.AUDIT_SWEEP, common, values, tables, buckets);
        sweep.allow(ControlGrants.butTokens(
                tables.control(),
                List.of(
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem")));
    }

    private MeterFunction reading(
            Functions entry, MeterFunction.Common common, SettingValues values, Tables tables, Buckets buckets) {
        MeterFunction function = new MeterFunction(
                this,
                entry,
                common,
                values.of(
                        Setting.EVENTS_TABLE,
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.REPORTS_BUCKET,
                        Setting.ZONE,
                        Setting.COST_POLICY,
                        Setting.IDLE_GAP_MINUTES));
        function.allow(
                List.of("dynamodb:Scan", "dynamodb:BatchGetItem"),
                tables.events().getTableArn());
        function.allow(
                List.of("dynamodb:BatchGetItem", "dynamodb:Query"),
                tables.rollups().getTableArn());
        FileGrants.find(function, buckets.reports(), Buckets.CUBES);
        return function;
    }

    /// Answers the audit routes.
    MeterFunction requests() {
        return requests;
    }

    /// Makes the audits that were ordered.
    MeterFunction runs() {
        return runs;
    }

    /// Audits what is due, every day.
    MeterFunction sweep() {
        return sweep;
    }
}
