package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The whole system in the order in which an event goes through it. Names neither account nor region, so one template
/// fits all.
public final class AgentMeterStack extends Stack {
    /// Name of the stack in CloudFormation.
    public static final String NAME = "AgentMeter";

    public AgentMeterStack(Construct scope, String id, DeploymentSettings settings, FunctionJars jars) {
        super(scope, id, properties(settings));
        Tables tables = new Tables(this, settings);
        Buckets buckets = new Buckets(this);
        AlertTopics topics = new AlertTopics(this, settings);
        Failures failures = new Failures(this);
        SettingValues values = new SettingValues(settings, tables, buckets, topics);
        MeterFunction.Common common = new MeterFunction.Common(settings, jars);

        DeployedFunctions functions = new DeployedFunctions();
        functions.add(Functions.AUTHORIZE, new Authorize(this, common, values, tables).function());
        functions.add(Functions.INGEST, new Ingest(this, common, values, tables).function());
        functions.add(Functions.AGGREGATE, new Aggregate(this, common, values, tables).function());
        Report report = new Report(this, common, values, tables, buckets);
        functions.add(Functions.CUBES, report.cubes());
        functions.add(Functions.REPORT, report.exports());
        Audit audit = new Audit(this, common, values, tables, buckets);
        functions.add(Functions.AUDIT, audit.requests());
        functions.add(Functions.AUDIT_RUN, audit.runs());
        functions.add(Functions.PLAN, new Plan(this, common, values, tables).function());
        functions.add(Functions.BUDGET, new Budget(this, common, values, tables).function());
        functions.add(Functions.QUERY, new Query(this, common, values, tables, buckets).function());

        functions.add(Functions.ALERTS, new AlertRequests(this, common, values, tables, topics).function());

        Optional<HttpFront> httpFront = switch (settings.front()) {
            case HTTP_API -> Optional.of(httpFront(settings, buckets, values, functions));
            case FUNCTION_URLS -> functionUrls(tables, functions);
        };

        // After the front, because an alert links to the dashboard.
        Alert alert = new Alert(this, common, values, tables, topics);
        functions.add(Functions.ALERT, alert.onChange());
        functions.add(Functions.ALERT_SWEEP, alert.sweep());
        functions.add(Functions.BUDGET_WATCH, alert.onBudget());
        functions.add(Functions.ALERT_WATCH, new AlertWatch(this, common, values, tables, topics).function());
        functions.add(Functions.AUDIT_SWEEP, new AuditSweep(this, common, values, tables, buckets).function());
        new StreamReaders(this, tables, functions, failures);
        new Clock(this, functions, failures);
        new Alarms(this, functions, tables, failures, topics, httpFront);

        output("EventsTable", "Table of single events", tables.events().getTableName());
        output(
                "RollupsTable",
                "Table of slices, session-days and cells",
                tables.rollups().getTableName());
        output(
                "ControlTable",
                "Table of tokens, alerts and reports",
                tables.control().getTableName());
        output("ReportsBucket", "Day cubes and exports", buckets.reports().getBucketName());
        output("AlertTopic", "Where alerts are published", topics.alerts().getTopicArn());
    }

    private Optional<HttpFront> functionUrls(Tables tables, DeployedFunctions functions) {
        FunctionUrlFront front = new FunctionUrlFront(this, functions, tables);
        front.urls()
                .forEach((function, url) -> output(
                        functionUrlOutput(function), "Address of the function " + function.label(), url.getUrl()));
        return Optional.empty();
    }

    /// Name of the output that holds a function's URL, for example `IngestUrl`.
    static String functionUrlOutput(Functions function) {
        String label = function.label();
        return Character.toUpperCase(label.charAt(0)) + label.substring(1) + "Url";
    }

    private HttpFront httpFront(
            DeploymentSettings settings, Buckets buckets, SettingValues values, DeployedFunctions functions) {
        HttpFront front = new HttpFront(this, settings, functions);
        Dashboard dashboard = new Dashboard(this, buckets, front);
        values.dashboardAt(dashboard.url());
        output("Url", "Dashboard and API", dashboard.url());
        output("ApiUrl", "The API without CloudFront", front.api().getApiEndpoint());
        output("SiteBucket", "Files of the dashboard", dashboard.site().getBucketName());
        output(
                "DistributionId",
                "CloudFront distribution",
                dashboard.distribution().getDistributionId());
        return front;
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build();
    }

    // A bootstrap version is looked up in SSM while deploying; LocalStack has no bootstrap stack.
    private static StackProps properties(DeploymentSettings settings) {
        return StackProps.builder()
                .description("AgentMeter: meter, ledger and brake for AI coding agents")
                .synthesizer(DefaultStackSynthesizer.Builder.create()
                        .generateBootstrapVersionRule(settings.front() == Front.HTTP_API)
                        .build())
                .build();
    }
}
