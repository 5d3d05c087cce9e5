package io.agentmeter.functions.report;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.control.ReportStore;
import io.agentmeter.functions.library.control.StoredReport;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.files.FileStore;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.report.ReportFormat;
import io.agentmeter.report.ReportKind;
import io.agentmeter.report.ReportRow;
import io.agentmeter.report.ReportRows;
import io.agentmeter.report.Totals;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.usage.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// Makes reports. The file grows on disk, not in memory; what it adds up to is held against the rollups.
final class ReportService {
    /// Rows that one file may have.
    static final long MOST_ROWS = 1_000_000;

    static final Duration LINK_VALID = Duration.ofMinutes(15);
    private static final int MOST_LISTED = 50;

    /// What became of an order.
    sealed interface Outcome {
        record Made(StoredReport report) implements Outcome {}

        /// More than [#MOST_ROWS].
        record TooLong() implements Outcome {}
    }

    private final RowSource source;
    private final DayReader days;
    private final ReportStore reports;
    private final FileStore files;
    private final OrganisationCalendar calendar;
    private final int idleGapMinutes;
    private final Log log;

    ReportService(
            RollupStore rollups,
            ReportStore reports,
            FileStore files,
            OrganisationCalendar calendar,
            int idleGapMinutes,
            Log log) {
        this.source = new RowSource(rollups, calendar);
        this.days = new DayReader(rollups);
        this.reports = reports;
        this.files = files;
        this.calendar = calendar;
        this.idleGapMinutes = idleGapMinutes;
        this.log = log;
    }

    List<StoredReport> newest() {
        return reports.newest(MOST_LISTED);
    }

    URI link(StoredReport report) {
        return files.link(report.path(), report.name(), LINK_VALID);
    }

    Outcome make(ReportOrder order, Instant now) {
        try {
            Path file = Files.createTempFile("report", "." + order.format().label());
            try {
                return make(order, now, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the report's file was not written", e);
        }
    }

    private Outcome make(ReportOrder order, Instant now, Path file) throws IOException {
        Sum sum = new Sum();
        ReportRows rows = new ReportRows(calendar, idleGapMinutes, order.filters());
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            ReportFormat.Sink sink = order.format().open(order.kind().columns(), out);
            source.read(order, rows, some -> {
                for (ReportRow row : some) {
                    sum.add(row);
                    sink.write(row);
                }
                return sum.rows <= MOST_ROWS;
            });
            sink.end();
        }
        if (sum.rows > MOST_ROWS) {
            return new Outcome.TooLong();
        }
        compare(order, sum);
        String id = UUID.randomUUID().toString().replace("-", "");
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        StoredReport report = new StoredReport(
                id,
                order.fileName(),
                order.kind().label(),
                order.format().label(),
                order.range().start(),
                order.range().end(),
                order.projectOrNull(),
                sum.rows,
                Files.size(file),
                now,
                "exports/" + today + "/" + id + "/" + order.fileName());
        files.write(report.path(), order.format().contentType(), file);
        reports.save(report);
        return new Outcome.Made(report);
    }

    /// A session has one project where its requests may have others, so filtered sessions need not add up.
    private void compare(ReportOrder order, Sum sum) {
        if (order.kind() == ReportKind.SESSIONS && order.projectOrNull() != null) {
            return;
        }
        Totals totals = Totals.of(days.cells(order.range().days()), order.filters(), idleGapMinutes);
        long requests = totals.requests().count(CounterNames.REQUESTS);
        Money cost = totals.requests().money(CounterNames.COST);
        if (requests != sum.requests || !cost.equals(sum.cost)) {
            // Normal while events arrive; for days that are over it is not.
            log.warn("report_differs_from_rollups")
                    .with("kind", order.kind().label())
                    .with("reportRequests", sum.requests)
                    .with("rollupRequests", requests)
                    .with("reportCostUsd", sum.cost.text())
                    .with("rollupCostUsd", cost.text())
                    .write();
        }
    }

    /// What the rows add up to.
    private static final class Sum {
        private long rows;
        private long requests;
        private Money cost = Money.ZERO;

        void add(ReportRow row) {
            rows++;
            requests += row.requests();
            cost = cost.plus(row.cost());
        }
    }
}
