package io.agentmeter.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Reports that can be downloaded say what the summary says.
final class ReportSteps {
    private static final String REPORTS = "/v1/reports";

    private final Deployment deployment;
    private final Patience patience;
    private final String project;

    ReportSteps(Deployment deployment, Patience patience, String run) {
        this.deployment = deployment;
        this.patience = patience;
        this.project = run + "-report";
    }

    List<Step> all() {
        return List.of(
                new Step("the daily CSV equals the summary", () -> equalsSummary("daily")),
                new Step("the CSV of single requests equals the summary", () -> equalsSummary("requests")),
                new Step("a report can be found again", this::isListed));
    }

    private void equalsSummary(String kind) throws Exception {
        if (kind.equals("daily")) {
            deployment.ingest("/v1/logs", new ClaudeCodeSession(project).json()).expectStatus(200);
        }
        patience.until(() -> Expect.count(deployment.totals(project), "requests", ClaudeCodeSession.REQUESTS));
        JsonNode report = create(kind);
        Answer file =
                deployment.download(URI.create(report.path("url").textValue())).expectStatus(200);
        List<Map<String, String>> rows = rows(file.body());
        Expect.count(report, "rows", rows.size());
        BigDecimal cost = rows.stream()
                .map(row -> new BigDecimal(cell(row, "estimatedCostUsd")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Expect.money(deployment.totals(project), "estimatedCostUsd", cost.toPlainString());
        Expect.money(deployment.totals(project), "estimatedCostUsd", ClaudeCodeSession.COST);
        if (kind.equals("requests")) {
            Expect.that(rows.size() == ClaudeCodeSession.REQUESTS, "one row for each request", rows);
        }
    }

    private void isListed() throws Exception {
        String id = create("daily").path("id").textValue();
        JsonNode list = deployment
                .get(
                        deployment.endpoints().report(),
                        REPORTS,
                        deployment.tokens().read())
                .expectStatus(200)
                .json();
        Expect.that(list.path("reports").findValuesAsText("id").contains(id), "report " + id + " in the list", list);
    }

    private JsonNode create(String kind) throws Exception {
        String body = new ObjectMapper()
                .createObjectNode()
                .put("start", deployment.firstDay().toString())
                .put("end", deployment.lastDay().toString())
                .put("project", project)
                .put("kind", kind)
                .put("format", "csv")
                .toString();
        return deployment
                .post(
                        deployment.endpoints().report(),
                        REPORTS,
                        deployment.tokens().read(),
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8))
                .expectStatus(201)
                .json();
    }

    private static List<Map<String, String>> rows(String csv) throws Exception {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv)) {
            return rows.readAll();
        }
    }

    private static String cell(Map<String, String> row, String column) {
        String value = row.getOrDefault(column, "");
        Expect.that(!value.isBlank(), "a column " + column, row);
        return value;
    }
}
