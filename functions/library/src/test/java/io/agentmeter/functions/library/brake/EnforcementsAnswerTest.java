package io.agentmeter.functions.library.brake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.BudgetJson;
import io.agentmeter.budget.Measure;
import io.agentmeter.functions.library.control.Enforcement;
import io.agentmeter.functions.library.control.EnforcementLog;
import io.agentmeter.functions.library.control.InMemoryEnforcementLog;
import io.agentmeter.functions.library.http.Parameters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class EnforcementsAnswerTest {
    private static final LocalDate LAST = LocalDate.of(2026, 11, 22);
    private static final Map<String, List<String>> YEAR =
            Map.of("start", List.of("2025-11-01"), "end", List.of("2026-11-22"));

    private final InMemoryEnforcementLog stored = new InMemoryEnforcementLog();
    private final Queue<LocalDate> read = new ConcurrentLinkedQueue<>();
    private final EnforcementLog log = new EnforcementLog() {
        @Override
        public void add(LocalDate day, Enforcement enforcement) {
            stored.add(day, enforcement);
        }

        @Override
        public List<Enforcement> newest(LocalDate day, int limit) {
            read.add(day);
            return stored.newest(day, limit);
        }
    };

    private void stopped(LocalDate day, int times) {
        for (int i = 0; i < times; i++) {
            Instant at = day.atStartOfDay(ZoneOffset.UTC).plusSeconds(i).toInstant();
            log.add(
                    day,
                    new Enforcement(
                            at,
                            "shop",
                            "Shop",
                            "",
                            day.toString(),
                            "s" + i,
                            "codex",
                            "shop",
                            "ann",
                            Enforcement.Action.STOPPED,
                            null,
                            "It is used up.",
                            Measure.USD,
                            BigDecimal.TEN,
                            BigDecimal.TEN));
        }
    }

    private JsonNode answer() throws Exception {
        return BudgetJson.MAPPER.readTree(
                new EnforcementsAnswer(log).answer(new Parameters(YEAR)).body());
    }

    private static List<String> times(JsonNode answer) {
        List<String> times = new ArrayList<>();
        answer.at("/enforcements").forEach(done -> times.add(done.path("at").textValue()));
        return times;
    }

    @Test
    void theNewestOfManyDaysAreToldNewestFirst() throws Exception {
        stopped(LAST.minusDays(300), 1);
        stopped(LAST.minusDays(20), 2);
        stopped(LAST, 1);
        JsonNode answer = answer();
        assertThat(times(answer))
                .containsExactly(
                        "2026-11-22T00:00:00Z", "2026-11-02T00:00:01Z", "2026-11-02T00:00:00Z", "2026-01-26T00:00:00Z");
        assertThat(answer.at("/olderLeftOut").booleanValue()).isFalse();
    }

    @Test
    void exactlyAsManyAsFitLeaveNothingOut() throws Exception {
        stopped(LAST, EnforcementsAnswer.MOST - 1);
        stopped(LAST.minusDays(1), 1);
        JsonNode answer = answer();
        assertThat(times(answer)).hasSize(EnforcementsAnswer.MOST).last().isEqualTo("2026-11-21T00:00:00Z");
        assertThat(answer.at("/olderLeftOut").booleanValue()).isFalse();
    }

    @Test
    void olderOnesAreLeftOutAndItIsSaid() throws Exception {
        stopped(LAST, EnforcementsAnswer.MOST - 1);
        stopped(LAST.minusDays(1), 2);
        JsonNode answer = answer();
        assertThat(times(answer)).hasSize(EnforcementsAnswer.MOST).last().isEqualTo("2026-11-21T00:00:01Z");
        assertThat(answer.at("/olderLeftOut").booleanValue()).isTrue();
    }

    @Test
    void olderDaysAreNotReadWhenEnoughIsFound() throws Exception {
        stopped(LAST, EnforcementsAnswer.MOST + 500);
        answer();
        assertThat(read).containsExactly(LAST);
    }
}
