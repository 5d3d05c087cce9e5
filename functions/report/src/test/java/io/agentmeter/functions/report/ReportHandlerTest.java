package io.agentmeter.functions.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.control.InMemoryReportStore;
import io.agentmeter.functions.library.control.StoredReport;
import io.agentmeter.functions.library.files.InMemoryFileStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.functions.library.testing.StoredUsage;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.report.FoldedUsage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Principal READER = new Principal("ann", Set.of(Scope.READ), null);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final InMemoryReportStore reports = new InMemoryReportStore();
    private final InMemoryFileStore files = new InMemoryFileStore();
    private final List<String> lines = new ArrayList<>();
    private final Log log = Log.to(lines::add, "report", clock);
    private final ReportHandler handler = new ReportHandler(new ReportHandler.Parts(
            new HttpFront(Functions.REPORT, Admission.believingAuthorizer(), log),
            new ReportService(rollups, reports, files, FoldedUsage.UTC, 5, log),
            clock));

    @Test
    void aReportIsMadeKeptAndFoundAgain() throws IOException {
        StoredUsage.put(
                rollups,
                List.of(
                        UsageEvents.request("a"),
                        UsageEvents.request("b", NOW.minus(Duration.ofDays(1)), "session-2")));
        APIGatewayV2HTTPResponse answer =
                post("{\"start\":\"2026-11-21\",\"end\":\"2026-11-22\",\"kind\":\"daily\",\"format\":\"csv\"}");
        assertThat(answer.getStatusCode()).isEqualTo(201);
        JsonNode made = new ObjectMapper().readTree(answer.getBody());
        assertThat(made.path("name").textValue()).isEqualTo("agentmeter-daily-2026-11-21-2026-11-22.csv");
        assertThat(made.path("rows").intValue()).isEqualTo(2);
        assertThat(made.path("project").isNull()).isTrue();
        assertThat(made.path("urlExpiresAt").textValue()).isEqualTo("2026-11-22T10:15:00Z");
        StoredReport stored = reports.newest(1).getFirst();
        assertThat(stored.path()).matches("exports/2026-11-22/[0-9a-f]{32}/" + stored.name());
        String file = files.read(stored.path()).orElseThrow();
        assertThat(file.lines()).hasSize(3);
        assertThat(made.path("bytes").intValue()).isEqualTo(file.length());
        assertThat(made.path("url").textValue()).contains(stored.path(), "seconds=900");
        JsonNode list = new ObjectMapper().readTree(get().getBody()).path("reports");
        assertThat(list.findValuesAsText("id")).containsExactly(made.path("id").textValue());
        assertThat(lines).isEmpty();
    }

    @Test
    void everyRequestIsARowOnce() throws IOException {
        List<UsageEvent> events = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            events.add(UsageEvents.request("r" + n, NOW.minusSeconds(600L * n), "session-" + n % 40));
        }
        StoredUsage.put(rollups, events);
        String body = "{\"start\":\"2026-11-20\",\"end\":\"2026-11-22\",\"project\":\"shop\",\"kind\":\"requests\","
                + "\"format\":\"json\"}";
        JsonNode made = new ObjectMapper().readTree(post(body).getBody());
        assertThat(made.path("rows").intValue()).isEqualTo(100);
        JsonNode rows = new ObjectMapper()
                .readTree(files.read(reports.newest(1).getFirst().path()).orElseThrow());
        assertThat(rows.findValuesAsText("id")).hasSize(100).doesNotHaveDuplicates();
        assertThat(lines).isEmpty();
        JsonNode other =
                new ObjectMapper().readTree(post(body.replace("shop", "other")).getBody());
        assertThat(other.path("rows").intValue()).isZero();
    }

    @Test
    void anEmptyOrderSaysEverythingThatIsMissing() throws IOException {
        JsonNode error = refused(400, "{\"kind\":\"weekly\",\"format\":7}");
        assertThat(error.path("at").textValue()).isEqualTo("end, format, kind, start");
        refused(400, "{\"start\":\"2026-11-22\",\"end\":\"2026-11-21\"}");
        assertThat(refused(400, "{\"start\":").path("code").textValue()).isEqualTo("unreadable_body");
        assertThat(refused(400, "{\"start\":").path("at").textValue()).startsWith("line 1");
        refused(400, "[]");
        refused(400, "");
        refused(413, " ".repeat(10_001));
    }

    private JsonNode refused(int status, String body) throws IOException {
        APIGatewayV2HTTPResponse answer = post(body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        return new ObjectMapper().readTree(answer.getBody()).path("error");
    }

    private APIGatewayV2HTTPResponse post(String body) {
        APIGatewayV2HTTPEvent event = Events.by(READER, "POST", "/v1/reports");
        event.setBody(body);
        return handler.handleRequest(event, NoContext.INSTANCE);
    }

    private APIGatewayV2HTTPResponse get() {
        return handler.handleRequest(Events.by(READER, "GET", "/v1/reports"), NoContext.INSTANCE);
    }
}
