package io.agentmeter.functions.audit;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Screens;
import io.agentmeter.alert.watch.Notices;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.alerts.AlertOutbox;
import io.agentmeter.functions.library.control.DynamoDbAlertStore;
import io.agentmeter.functions.library.control.DynamoDbAuditStore;
import io.agentmeter.functions.library.control.DynamoDbDayMarks;
import io.agentmeter.functions.library.cubes.CubeFiles;
import io.agentmeter.functions.library.events.DynamoDbEventScan;
import io.agentmeter.functions.library.files.S3FileStore;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.DynamoDbRollupRows;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Admissions;
import io.agentmeter.functions.library.wiring.Clients;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the parts of the three functions.
final class AuditWiring {
    /// Many small parts: a part that fits into one page is read at once, and one too many costs half a read unit.
    private static final int SEGMENTS = 512;
    private static final int SESSIONS_AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Needs(
            String eventsTable,
            String rollupsTable,
            String controlTable,
            String bucket,
            OrganisationCalendar calendar,
            CostPolicy policy,
            int idleGapMinutes) {
        static Needs of(Settings settings) {
            return new Needs(
                    settings.eventsTable(),
                    settings.rollupsTable(),
                    settings.controlTable(),
                    settings.reportsBucket(),
                    settings.calendar(),
                    settings.costPolicy(),
                    settings.idleGapMinutes());
        }

        Pricer pricer() {
            return new Pricer(PriceBook.standard(), policy);
        }
    }

    private record SweepNeeds(Needs needs, Screens screens) {
        static SweepNeeds of(Settings settings) {
            return new SweepNeeds(Needs.of(settings), new Screens(settings.dashboardUrl()));
        }
    }

    private record RequestNeeds(String controlTable, boolean authorizeInFunction) {}

    private AuditWiring() {}

    static AuditHandler.Parts requests(Map<String, String> environment) {
        RequestNeeds needs = Settings.read(
                environment, settings -> new RequestNeeds(settings.controlTable(), settings.authorizeInFunction()));
        DynamoDbClient dynamoDb = new Clients(environment).dynamoDb();
        return new AuditHandler.Parts(
                new HttpFront(
                        Functions.AUDIT,
                        Admissions.of(needs.authorizeInFunction(), dynamoDb, needs.controlTable()),
                        Log.of(Functions.AUDIT.label())),
                new DynamoDbAuditStore(dynamoDb, needs.controlTable()),
                LambdaEnvironment.clock());
    }

    static AuditRunHandler.Parts runs(Map<String, String> environment) {
        Needs needs = Settings.read(environment, Needs::of);
        Clients clients = new Clients(environment);
        DynamoDbClient dynamoDb = clients.patientDynamoDb();
        AuditParts parts = parts(needs, dynamoDb);
        CubeCheck cubes = cubes(needs, clients, dynamoDb);
        AggregateService aggregator =
                new AggregateService(parts.rollups(), new Folding(needs.calendar(), needs.pricer()));
        AuditService.Workshop repairs = seen -> new Repair(parts, aggregator, seen)::of;
        return new AuditRunHandler.Parts(
                service(parts, cubes, AuditService.lookingOnly(parts)),
                service(parts, cubes, repairs),
                new DynamoDbAuditStore(dynamoDb, needs.controlTable()),
                AuditLog.of(Functions.AUDIT_RUN),
                LambdaEnvironment.clock());
    }

    static AuditSweepHandler.Parts sweep(Map<String, String> environment) {
        SweepNeeds all = Settings.read(environment, SweepNeeds::of);
        Needs needs = all.needs();
        Clients clients = new Clients(environment);
        DynamoDbClient dynamoDb = clients.patientDynamoDb();
        AuditParts parts = parts(needs, dynamoDb);
        return new AuditSweepHandler.Parts(
                service(parts, cubes(needs, clients, dynamoDb), AuditService.lookingOnly(parts)),
                DynamoDbDayMarks.ofAudits(dynamoDb, needs.controlTable()),
                new AlertOutbox(new DynamoDbAlertStore(dynamoDb, needs.controlTable())),
                needs.calendar(),
                AuditLog.of(Functions.AUDIT_SWEEP),
                new Notices(all.screens()),
                LambdaEnvironment.clock());
    }

    private static AuditParts parts(Needs needs, DynamoDbClient dynamoDb) {
        return new AuditParts(
                new DynamoDbEventScan(dynamoDb, needs.eventsTable(), SEGMENTS),
                new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()),
                new DynamoDbRollupRows(dynamoDb, needs.rollupsTable()),
                needs.calendar(),
                needs.pricer(),
                SESSIONS_AT_ONCE);
    }

    private static CubeCheck cubes(Needs needs, Clients clients, DynamoDbClient dynamoDb) {
        return new CubeCheck(
                new DynamoDbRollupRows(dynamoDb, needs.rollupsTable()),
                new CubeFiles(S3FileStore.open(clients, needs.bucket())),
                new DynamoDbDayMarks(dynamoDb, needs.controlTable()),
                needs.calendar(),
                needs.idleGapMinutes());
    }

    private static AuditService service(AuditParts parts, CubeCheck cubes, AuditService.Workshop workshop) {
        return new AuditService(parts, cubes, workshop, LambdaEnvironment.clock(), PATIENCE);
    }
}
