package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/// Checks the rollups against the events when asked to, and repairs them if that was asked for.
final class Audit extends Construct {
    private final MeterFunction requests;
    private final MeterFunction runs;

    Audit(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables, Buckets buckets) {
        super(scope, "Audit");
        this.requests = new MeterFunction(
                this, Functions.AUDIT, common, values.of(Setting.CONTROL_TABLE, Setting.AUTHORIZE_IN_FUNCTION));
        requests.allow(ControlGrants.butTokens(tables.control(), List.of("dynamodb:GetItem", "dynamodb:PutItem")));

        this.runs = reading(
                this,
                Functions.AUDIT_RUN,
                common,
                values.of(
                        Setting.EVENTS_TABLE,
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.REPORTS_BUCKET,
                        Setting.ZONE,
                        Setting.COST_POLICY,
                        Setting.IDLE_GAP_MINUTES),
                tables,
                buckets);
        runs.allow(
                List.of(
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:ConditionCheckItem"),
                tables.rollups().getTableArn());
        runs.allow(ControlGrants.butTokens(
                tables.control(), List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")));
    }

    /// A function that reads events, rollups and cubes.
    static MeterFunction reading(
            Construct scope,
            Functions entry,
            MeterFunction.Common common,
            Map<String, String> settings,
            Tables tables,
            Buckets buckets) {
        MeterFunction function = new MeterFunction(scope, entry, common, settings);
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
}
