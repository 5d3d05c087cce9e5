package io.agentmeter.deployment;

import java.util.List;

/// Every deployed function, by name. The CDK stack and the local cloud both read this list, so neither can know a
/// function
/// that the other lacks.
public enum Functions {
    AUTHORIZE("authorize", "io.agentmeter.functions.authorize.AuthorizeHandler", 1024, 10),
    INGEST("ingest", "io.agentmeter.functions.ingest.IngestHandler", 1769, 30),
    AGGREGATE("aggregate", "io.agentmeter.functions.aggregate.AggregateHandler", 1769, 60),
    ALERT("alert", "io.agentmeter.functions.alert.AlertHandler", 1024, 60),
    ALERT_SWEEP("alert", "io.agentmeter.functions.alert.AlertSweepHandler", 1024, 60),
    ALERT_WATCH("alert", "io.agentmeter.functions.alert.watch.AlertWatchHandler", 1024, 60),
    ALERTS("alert", "io.agentmeter.functions.alert.AlertsHandler", 1024, 29),
    BUDGET_WATCH("alert", "io.agentmeter.functions.alert.BudgetWatchHandler", 1769, 300),
    CUBES("report", "io.agentmeter.functions.report.CubeHandler", 1769, 300),
    REPORT("report", "io.agentmeter.functions.report.ReportHandler", 1769, 30),
    QUERY("query", "io.agentmeter.functions.query.QueryHandler", 1769, 29),
    PLAN("plan", "io.agentmeter.functions.plan.PlanHandler", 1024, 29),
    BUDGET("budget", "io.agentmeter.functions.budget.BudgetHandler", 1769, 29),
    AUDIT("audit", "io.agentmeter.functions.audit.AuditHandler", 1024, 29),
    AUDIT_RUN("audit", "io.agentmeter.functions.audit.AuditRunHandler", 1769, 900),
    AUDIT_SWEEP("audit", "io.agentmeter.functions.audit.AuditSweepHandler", 1769, 900);

    private final String module;
    private final String handler;
    private final int memoryMegabytes;
    private final int timeoutSeconds;

    Functions(String module, String handler, int memoryMegabytes, int timeoutSeconds) {
        this.module = module;
        this.handler = handler;
        this.memoryMegabytes = memoryMegabytes;
        this.timeoutSeconds = timeoutSeconds;
    }

    /// Folder under `functions/`; its shaded jar is `functions/<module>/target/<module>.jar`.
    public String module() {
        return module;
    }

    /// Fully qualified handler class, with a public no-argument constructor.
    public String handler() {
        return handler;
    }

    public int memoryMegabytes() {
        return memoryMegabytes;
    }

    public int timeoutSeconds() {
        return timeoutSeconds;
    }

    /// Lower-case name with dashes, as used in resource names and logs.
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public static List<Functions> all() {
        return List.of(values());
    }
}
