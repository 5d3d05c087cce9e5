package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Checks the rollups of past days against the events, once a day, and alerts of what differs. It repairs nothing.
final class AuditSweep extends Construct {
    private final MeterFunction function;

    AuditSweep(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables, Buckets buckets) {
        super(scope, "AuditSweep");
        this.function = Audit.reading(
                this,
                Functions.AUDIT_SWEEP,
                common,
                values.of(
                        Setting.EVENTS_TABLE,
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.REPORTS_BUCKET,
                        Setting.DASHBOARD_URL,
                        Setting.ZONE,
                        Setting.COST_POLICY,
                        Setting.IDLE_GAP_MINUTES),
                tables,
                buckets);
        function.allow(ControlGrants.butTokens(
                tables.control(),
                List.of(
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem")));
    }

    MeterFunction function() {
        return function;
    }
}
