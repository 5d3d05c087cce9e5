package io.agentmeter.functions.report;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.DynamoDbDayMarks;
import io.agentmeter.functions.library.control.DynamoDbReportStore;
import io.agentmeter.functions.library.files.S3FileStore;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Admissions;
import io.agentmeter.functions.library.wiring.Clients;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the parts of both functions.
final class ReportWiring {
    private record Needs(
            String rollupsTable,
            String controlTable,
            String bucket,
            OrganisationCalendar calendar,
            int idleGapMinutes,
            boolean authorizeInFunction) {
        static Needs ofCubes(Settings settings) {
            return new Needs(
                    settings.rollupsTable(),
                    settings.controlTable(),
                    settings.reportsBucket(),
                    settings.calendar(),
                    settings.idleGapMinutes(),
                    false);
        }

        static Needs ofReports(Settings settings) {
            return new Needs(
                    settings.rollupsTable(),
                    settings.controlTable(),
                    settings.reportsBucket(),
                    settings.calendar(),
                    settings.idleGapMinutes(),
                    settings.authorizeInFunction());
        }
    }

    private ReportWiring() {}

    static CubeService cubes(Map<String, String> environment) {
        Needs needs = Settings.read(environment, Needs::ofCubes);
        Clients clients = new Clients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        return new CubeService(
                new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()),
                new DynamoDbDayMarks(dynamoDb, needs.controlTable()),
                DynamoDbDayMarks.ofAudits(dynamoDb, needs.controlTable()),
                S3FileStore.open(clients, needs.bucket()),
                needs.calendar(),
                needs.idleGapMinutes(),
                Log.of(Functions.CUBES.label()));
    }

    static ReportHandler.Parts reports(Map<String, String> environment) {
        Needs needs = Settings.read(environment, Needs::ofReports);
        Clients clients = new Clients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        Log log = Log.of(Functions.REPORT.label());
        return new ReportHandler.Parts(
                new HttpFront(
                        Functions.REPORT,
                        Admissions.of(needs.authorizeInFunction(), dynamoDb, needs.controlTable()),
                        log),
                new ReportService(
                        new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()),
                        new DynamoDbReportStore(dynamoDb, needs.controlTable()),
                        S3FileStore.open(clients, needs.bucket()),
                        needs.calendar(),
                        needs.idleGapMinutes(),
                        log),
                LambdaEnvironment.clock());
    }
}
