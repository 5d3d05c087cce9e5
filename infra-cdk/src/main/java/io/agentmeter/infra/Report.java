package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/// Writes what can be downloaded: day cubes on a schedule, exports when asked.
final class Report extends Construct {
    private final MeterFunction cubes;
    private final MeterFunction exports;

    Report(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables, Buckets buckets) {
        super(scope, "Report");
        Bucket files = buckets.reports();
        this.cubes = new MeterFunction(
                this,
                Functions.CUBES,
                common,
                values.of(
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.REPORTS_BUCKET,
                        Setting.ZONE,
                        Setting.IDLE_GAP_MINUTES));
        cubes.allow(List.of("dynamodb:Query"), tables.rollups().getTableArn());
        cubes.allow(ControlGrants.butTokens(
                tables.control(), List.of("dynamodb:Query", "dynamodb:UpdateItem", "dynamodb:DeleteItem")));
        // The newest cube says which version comes next.
        FileGrants.findAndWrite(cubes, files, Buckets.CUBES);
        this.exports = new MeterFunction(
                this,
                Functions.REPORT,
                common,
                values.of(
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.REPORTS_BUCKET,
                        Setting.ZONE,
                        Setting.IDLE_GAP_MINUTES,
                        Setting.AUTHORIZE_IN_FUNCTION));
        exports.allow(List.of("dynamodb:Query"), tables.rollups().getTableArn());
        exports.allow(ControlGrants.butTokens(tables.control(), List.of("dynamodb:PutItem", "dynamodb:Query")));
        FileGrants.writeAndShare(exports, files, Buckets.EXPORTS);
    }

    /// Writes day cubes.
    MeterFunction cubes() {
        return cubes;
    }

    /// Answers the report routes.
    MeterFunction exports() {
        return exports;
    }
}
