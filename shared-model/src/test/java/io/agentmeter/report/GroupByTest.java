package io.agentmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.agentmeter.activity.TimeTotals;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GroupByTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final int GAP = 5;

    @Property(tries = 100)
    void groupsAddUpToTheTotalWhateverTheyAreGroupedBy(@ForAll("usage") List<UsageEvent> events) {
        List<DayData> days = FoldedUsage.of(events).days(DAY.minusDays(1), DAY.plusDays(1));
        Counters total = Totals.of(days, Filters.NONE, GAP).requests();
        for (String label : GroupBy.labels()) {
            GroupBy by = GroupBy.ofLabel(label).orElseThrow();
            Counters.Sum sum = new Counters.Sum();
            by.of(days, Filters.NONE, GAP)
                    .forEach(group -> sum.add(group.totals().requests()));
            assertThat(sum.total()).as(label).isEqualTo(total);
        }
    }

    @Property(tries = 50)
    void filteringToANameGivesThatNamesGroup(@ForAll("usage") List<UsageEvent> events) {
        List<DayData> days = FoldedUsage.of(events).days(DAY.minusDays(1), DAY.plusDays(1));
        for (Dimension dimension : Dimension.values()) {
            for (GroupBy.Group group : new GroupBy.Names(dimension).of(days, Filters.NONE, GAP)) {
                Filters filter = new Filters(Map.of(dimension, group.key()));
                assertThat(Totals.of(days, filter, GAP)).isEqualTo(group.totals());
            }
        }
    }

    @Property(tries = 50)
    void sessionsTurnsAndAgentMinutesAddUpOverWhatSessionsHave(@ForAll("usage") List<UsageEvent> events) {
        List<DayData> days = FoldedUsage.of(events).days(DAY.minusDays(1), DAY.plusDays(1));
        SessionTotals total = Totals.of(days, Filters.NONE, GAP).sessions().orElseThrow();
        List<SessionTotals> groups = new GroupBy.Names(Dimension.PROJECT)
                .of(days, Filters.NONE, GAP).stream()
                        .map(group -> group.totals().sessions().orElseThrow())
                        .toList();
        assertThat(groups.stream().mapToLong(SessionTotals::sessions).sum()).isEqualTo(total.sessions());
        assertThat(groups.stream().mapToLong(SessionTotals::toolCalls).sum()).isEqualTo(total.toolCalls());
        assertThat(groups.stream()
                        .map(SessionTotals::time)
                        .mapToLong(TimeTotals::agentMinutes)
                        .sum())
                .isEqualTo(total.time().agentMinutes());
        assertThat(total.time().wallClockMinutes())
                .isLessThanOrEqualTo(total.time().agentMinutes());
        assertThat(total.time().utilizationPercent()).isBetween(0, 100);
    }

    @Test
    void mostExpensiveGroupsComeFirst() {
        List<UsageEvent> events = List.of(
                request("a", "cheap", 1), request("b", "dear", 2), request("c", "dear", 3), request("d", "mid", 4));
        assertThat(new GroupBy.Names(Dimension.PROJECT)
                        .of(FoldedUsage.of(events).days(DAY, DAY), Filters.NONE, GAP))
                .extracting(GroupBy.Group::key)
                .containsExactly("dear", "cheap", "mid");
    }

    @Test
    void everyDayOfTheRangeIsAGroupInOrder() {
        List<UsageEvent> events = List.of(request("a", "shop", 0));
        assertThat(new GroupBy.Days()
                        .of(FoldedUsage.of(events).days(DAY.minusDays(1), DAY.plusDays(1)), Filters.NONE, GAP))
                .extracting(
                        GroupBy.Group::key, group -> group.totals().requests().count(CounterNames.REQUESTS))
                .containsExactly(tuple("2026-11-21", 0L), tuple("2026-11-22", 1L), tuple("2026-11-23", 0L));
    }

    @Test
    void timeHasNoMeaningByModelOrLane() {
        List<DayData> days = FoldedUsage.of(List.of(request("a", "shop", 0))).days(DAY, DAY);
        assertThat(new GroupBy.Names(Dimension.MODEL).of(days, Filters.NONE, GAP))
                .allSatisfy(group -> assertThat(group.totals().sessions()).isEmpty());
        assertThat(Totals.of(days, new Filters(Map.of(Dimension.MODEL, "claude-sonnet-5-5")), GAP)
                        .sessions())
                .isEmpty();
        assertThat(Totals.of(days, new Filters(Map.of(Dimension.PROJECT, "shop")), GAP)
                        .sessions())
                .isPresent();
    }

    @Test
    void aSessionOverMidnightIsOneSession() {
        ModelRequest before = UsageEvents.request("a", Instant.parse("2026-11-21T23:58:00Z"), "s");
        ModelRequest after = UsageEvents.request("b", Instant.parse("2026-11-22T00:01:00Z"), "s");
        List<DayData> days = FoldedUsage.of(List.of(before, after)).days(DAY.minusDays(1), DAY);
        SessionTotals sessions = Totals.of(days, Filters.NONE, GAP).sessions().orElseThrow();
        assertThat(sessions.sessions()).isEqualTo(1);
        assertThat(sessions.time()).isEqualTo(new TimeTotals(2, 2, 2, 1));
    }

    @Test
    void modelsWithoutAPriceAreNamed() {
        UsageEvent unpriced = new ModelRequest(
                UsageEvents.request("x").envelope(),
                ModelRequest.Facts.of(
                        Claim.explicit("mystery"),
                        UsageEvents.request("x").facts().tokens()));
        List<DayData> days =
                FoldedUsage.of(List.of(unpriced, request("b", "shop", 1))).days(DAY, DAY);
        assertThat(UnpricedModels.of(days, Filters.NONE)).containsExactly("mystery");
        assertThat(UnpricedModels.of(days, new Filters(Map.of(Dimension.MODEL, "other"))))
                .isEmpty();
    }

    /// Requests and uses of tools of a few sessions, projects and models on three days.
    @Provide
    static Arbitrary<List<UsageEvent>> usage() {
        Arbitrary<UsageEvent> events = Arbitraries.of(Kind.MODEL_REQUEST, Kind.TOOL_USED, Kind.TURN_STARTED)
                .flatMap(UsageEvents::any);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-1_440, 2_879);
        Arbitrary<String> sessions = Arbitraries.of("s1", "s2", "s3");
        return Combinators.combine(events, minutes, sessions)
                .as(GroupByTest::placed)
                .list()
                .ofMaxSize(25);
    }

    private static UsageEvent placed(UsageEvent event, int minute, String session) {
        Instant time = Instant.parse("2026-11-22T00:00:00Z").plusSeconds(60L * minute);
        return event.withEnvelope(new Envelope(
                event.id(),
                time,
                session,
                event.envelope().attribution(),
                event.envelope().sources(),
                true));
    }

    private static ModelRequest request(String id, String project, int minute) {
        ModelRequest request =
                UsageEvents.request(id, UsageEvents.TIME.plusSeconds(60L * minute), "session-" + project);
        return request.withEnvelope(new Envelope(
                request.id(),
                request.time(),
                request.session(),
                request.envelope().attribution().withProject(Claim.explicit(project)),
                request.envelope().sources(),
                true));
    }
}
