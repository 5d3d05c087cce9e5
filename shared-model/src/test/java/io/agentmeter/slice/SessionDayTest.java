package io.agentmeter.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.DayMinutes;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Attribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.rollup.SessionDayUpdate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SessionDayTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final OrganisationCalendar KATHMANDU = new OrganisationCalendar(ZoneId.of("Asia/Kathmandu"));
    private static final Dimensions NOBODY = Dimensions.of(Attribution.NONE);

    private static SessionDay day(Map<String, String> attributes) {
        return new SessionDay(
                new SessionDayKey(DAY, "s"), NOBODY, Counters.NONE, new TreeSet<>(), SessionDay.quarters(attributes));
    }

    @Test
    void pagesOfOneQuarterHourAreOne() {
        SessionDay day = day(Map.of(
                "q4", new QuarterActivity(0b001, 5_000, 9_000, 5_000).text(),
                "q4p2", new QuarterActivity(0b100, 1_000, 8_000, -1).text(),
                "q6", new QuarterActivity(0b010, 70_000, 70_000, -1).text()));
        assertThat(day.quarters()).containsOnlyKeys(4, 6);
        assertThat(day.quarters().get(4)).isEqualTo(new QuarterActivity(0b101, 1_000, 9_000, 5_000));
        assertThat(day.minutes()).isEqualTo(DayMinutes.of(60, 62, 91));
    }

    @Test
    void firstAndLastAreTimesOfTheOrganisationsDay() {
        SessionDay day = day(Map.of(
                "q0", new QuarterActivity(1, 0, 2_000, 2_000).text(),
                "q95", new QuarterActivity(1, 0, 59_000, -1).text()));
        // Midnight in Kathmandu is 18:15 UTC of the day before.
        assertThat(day.firstEvent(KATHMANDU)).contains(Instant.parse("2026-11-19T18:15:00Z"));
        assertThat(day.lastEvent(KATHMANDU)).contains(Instant.parse("2026-11-20T18:00:59Z"));
        assertThat(day.lastRequest(KATHMANDU)).contains(Instant.parse("2026-11-19T18:15:02Z"));
        assertThat(day(Map.of()).firstEvent(KATHMANDU)).isEmpty();
        assertThat(day(Map.of("q1", QuarterActivity.NONE.text())).lastEvent(KATHMANDU))
                .isEmpty();
    }

    @Test
    void theEarlierOfTwoFirstsAndTheLaterOfTwoLastsHold() {
        QuarterActivity early = new QuarterActivity(1, 10, 20, 15);
        QuarterActivity late = new QuarterActivity(2, 60_000, 61_000, -1);
        QuarterActivity both = new QuarterActivity(3, 10, 61_000, 15);
        assertThat(early.merge(late)).isEqualTo(both);
        assertThat(late.merge(early)).isEqualTo(both);
        assertThat(early.merge(QuarterActivity.NONE)).isEqualTo(early);
        assertThat(QuarterActivity.NONE.merge(early)).isEqualTo(early);
        QuarterActivity fromStart = new QuarterActivity(1, 0, 0, 0);
        assertThat(fromStart.merge(late).firstMs()).isZero();
        Instant quarter = Instant.parse("2026-11-20T09:15:00Z");
        assertThat(fromStart.first(quarter)).contains(quarter);
        assertThat(late.last(quarter)).contains(quarter.plusMillis(61_000));
        assertThat(late.lastRequest(quarter)).isEmpty();
    }

    @Test
    void namesOfQuartersComeBackAndOthersAreNone() {
        assertThat(new QuarterName(37, 0).text()).isEqualTo("q37");
        assertThat(new QuarterName(37, 2).text()).isEqualTo("q37p2");
        assertThat(QuarterName.parse("q37")).isEqualTo(new QuarterName(37, 0));
        assertThat(QuarterName.parse("q37p2")).isEqualTo(new QuarterName(37, 2));
        assertThat(QuarterName.isOne("q0")).isTrue();
        assertThat(QuarterName.isOne("q")).isFalse();
        assertThat(QuarterName.isOne("quarter")).isFalse();
        assertThat(QuarterName.isOne("x1")).isFalse();
    }

    @Test
    void updatesOfOneDayAddCountersAndKeepEverySetThing() {
        Counters one = Counters.of(Map.of("requests", BigDecimal.ONE));
        Dimensions later = NOBODY.overriddenBy(Attribution.NONE);
        SessionDayUpdate a = SessionDayUpdate.of(NOBODY, one, Set.of("m1"), "q1", "1.0.0.0");
        SessionDayUpdate b = SessionDayUpdate.of(later, one, Set.of("m2"), "q2", "2.0.0.0");
        SessionDayUpdate both = a.merge(b);
        assertThat(both.counters().count("requests")).isEqualTo(2);
        assertThat(both.models()).containsExactly("m1", "m2");
        assertThat(both.quarters()).isEqualTo(new TreeMap<>(Map.of("q1", "1.0.0.0", "q2", "2.0.0.0")));
        assertThat(both.dimensions()).isSameAs(later);
        assertThat(a.merge(SessionDayUpdate.of(later, one, Set.of(), "q1", "3.0.0.0"))
                        .quarters())
                .containsEntry("q1", "3.0.0.0");
    }
}
