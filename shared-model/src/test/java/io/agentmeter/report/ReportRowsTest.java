package io.agentmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.usage.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReportRowsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final ReportRows ROWS = new ReportRows(FoldedUsage.UTC, 5, Filters.NONE);

    @Test
    void everyRowHasACellForEachColumn() {
        FoldedUsage usage = FoldedUsage.of(List.of(UsageEvents.request("a")));
        for (ReportKind kind : ReportKind.values()) {
            assertThat(rows(kind, usage))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.cells()).hasSameSizeAs(kind.columns()));
        }
    }

    @Test
    void everyKindAddsUpToTheTotals() {
        FoldedUsage usage = FoldedUsage.of(List.of(
                UsageEvents.request("a"),
                UsageEvents.request("b"),
                UsageEvents.request("c", UsageEvents.TIME.plusSeconds(3_600), "session-2")));
        Totals totals = Totals.of(List.of(usage.day(DAY)), Filters.NONE, 5);
        for (ReportKind kind : ReportKind.values()) {
            List<ReportRow> rows = rows(kind, usage);
            assertThat(rows.stream().mapToLong(ReportRow::requests).sum()).isEqualTo(3);
            assertThat(rows.stream().map(ReportRow::cost).reduce(Money.ZERO, Money::plus))
                    .isEqualTo(totals.requests().money(CounterNames.COST));
        }
    }

    @Test
    void aRequestThatNamesItsOwnProjectIsFoundUnderIt() {
        ModelRequest request = UsageEvents.request("a");
        Envelope envelope = request.envelope();
        UsageEvent own = request.withEnvelope(new Envelope(
                envelope.id(),
                envelope.time(),
                envelope.session(),
                envelope.attribution().withProject(Claim.explicit("blog")),
                envelope.sources(),
                true));
        FoldedUsage usage = FoldedUsage.of(List.of(own));
        Filters blog = new Filters(Map.of(Dimension.PROJECT, "blog"));
        List<ReportRow> rows = new ReportRows(FoldedUsage.UTC, 5, blog)
                .requests("session-1", usage.dimensions("session-1"), usage.slices("session-1"));
        assertThat(rows).hasSize(1);
        assertThat(new ReportRows(FoldedUsage.UTC, 5, blog).daily(usage.day(DAY)))
                .hasSize(1);
    }

    @Test
    void csvHasAHeaderAndPlainNumbers() throws IOException {
        String csv = write(
                ReportFormat.CSV,
                ReportKind.DAILY,
                rows(ReportKind.DAILY, FoldedUsage.of(List.of(UsageEvents.request("a")))));
        assertThat(csv)
                .isEqualTo("day,project,model,agent,requests,unpricedRequests,estimatedCostUsd,freshInput,cacheRead,"
                        + "cacheWrite,cacheWrite1h,output,reasoning,webSearches\r\n"
                        + "2026-11-22,shop,claude-sonnet-5-5,claude-code,1,0,0.049564,12,9400,18200,0,310,0,0\r\n");
    }

    @Test
    void whatLooksLikeAFormulaIsText() throws IOException {
        for (String name : List.of("=1+1", "+1", "-1", "@a", "\tb", "\rc")) {
            assertThat(field(name)).isEqualTo("\"'" + name + "\"");
        }
        assertThat(field("a=b")).isEqualTo("a=b");
        assertThat(field("say \"hi\", then\nleave")).isEqualTo("\"say \"\"hi\"\", then\nleave\"");
    }

    @Property(tries = 300)
    void anyTextComesBackFromCsv(@ForAll String text) throws IOException {
        String field = field(text);
        String read =
                field.startsWith("\"") ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
        boolean guarded = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        assertThat(read).isEqualTo(guarded ? "'" + text : text);
        if (!field.startsWith("\"")) {
            assertThat(field).doesNotContain(",", "\n", "\r", "\"");
        }
    }

    @Test
    void jsonHasOneObjectForEachRowAndNullForWhatIsUnknown() throws IOException {
        String json = write(
                ReportFormat.JSON,
                ReportKind.REQUESTS,
                rows(ReportKind.REQUESTS, FoldedUsage.of(List.of(UsageEvents.request("a"), UsageEvents.request("b")))));
        JsonNode read = new ObjectMapper().readTree(json);
        assertThat(read).hasSize(2);
        assertThat(read.path(0).path("estimatedCostUsd").textValue()).isEqualTo("0.049564");
        assertThat(read.path(0).path("requests").intValue()).isEqualTo(1);
        assertThat(read.path(0).path("reasoning").isNull()).isTrue();
        assertThat(read.path(0).path("team").isNull()).isTrue();
        assertThat(read.path(0).properties().stream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(ReportKind.REQUESTS.columns());
    }

    private static List<ReportRow> rows(ReportKind kind, FoldedUsage usage) {
        return switch (kind) {
            case DAILY -> ROWS.daily(usage.day(DAY));
            case SESSIONS -> ROWS.sessions(List.of(usage.day(DAY)));
            case REQUESTS -> {
                List<ReportRow> rows = new ArrayList<>();
                usage.sessions()
                        .forEach(session ->
                                rows.addAll(ROWS.requests(session, usage.dimensions(session), usage.slices(session))));
                yield rows;
            }
        };
    }

    private static String field(String text) throws IOException {
        ReportRow row = new ReportRow(List.of(new ReportRow.Cell.Text(text)), 0, Money.ZERO);
        StringWriter out = new StringWriter();
        ReportFormat.CSV.open(List.of("x"), out).write(row);
        return out.toString().substring(3, out.toString().length() - 2);
    }

    private static String write(ReportFormat format, ReportKind kind, List<ReportRow> rows) throws IOException {
        StringWriter out = new StringWriter();
        ReportFormat.Sink sink = format.open(kind.columns(), out);
        for (ReportRow row : rows) {
            sink.write(row);
        }
        sink.end();
        return out.toString();
    }
}
