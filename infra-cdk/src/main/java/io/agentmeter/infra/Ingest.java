package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Takes events in: writes UsageEvents, and notes in Control that something arrived. Tells agents whether they may go
/// on: reads budgets and what is spent, and notes in Control what is in flight and what it told.
final class Ingest extends Construct {
    private final MeterFunction function;

    Ingest(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables) {
        super(scope, "Ingest");
        this.function = new MeterFunction(
                this,
                Functions.INGEST,
                common,
                values.of(
                        Setting.EVENTS_TABLE,
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.EVENT_WRITES,
                        Setting.RAW_RETENTION_DAYS,
                        Setting.ZONE,
                        Setting.HOOK_LIMIT_MILLIS,
                        Setting.EARLY_HOLDS,
                        Setting.VERSION,
                        Setting.AUTHORIZE_IN_FUNCTION),
                common.settings().ingestConcurrency());
        function.allow(
                List.of("dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:PartiQLInsert"),
                tables.events().getTableArn());
        function.allow(
                List.of("dynamodb:BatchGetItem", "dynamodb:Query"),
                tables.rollups().getTableArn());
        function.allow(ControlGrants.butTokens(
                tables.control(),
                List.of(
                        "dynamodb:BatchGetItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query")));
    }

    MeterFunction function() {
        return function;
    }
}
