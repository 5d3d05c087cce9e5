package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

interface ReportStoreContract {
    ReportStore store();

    private static StoredReport report(String id, String createdAt, @Nullable String project) {
        return new StoredReport(
                id,
                "agentmeter-daily.csv",
                "daily",
                "csv",
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 11, 22),
                project,
                12,
                3_456,
                Instant.parse(createdAt),
                "exports/2026-11-22/" + id + "/agentmeter-daily.csv");
    }

    @Test
    default void aReportComesBackAsItWasSaved() {
        ReportStore store = store();
        StoredReport report = report("a", "2026-11-22T09:00:00.123Z", "shop");
        store.save(report);
        assertThat(store.newest(10)).containsExactly(report);
    }

    @Test
    default void theNewestComeFirst() {
        ReportStore store = store();
        // As texts, the second of these would sort behind the third.
        store.save(report("a", "2026-11-22T09:00:00.500Z", null));
        store.save(report("b", "2026-11-22T09:00:00Z", null));
        store.save(report("c", "2026-11-22T08:59:59.999Z", null));
        store.save(report("d", "2026-11-22T09:00:01Z", null));
        assertThat(store.newest(3)).extracting(StoredReport::id).containsExactly("d", "a", "b");
    }
}
