package io.agentmeter.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationCalendarTest {
    @ParameterizedTest
    @CsvSource({
        "Asia/Kathmandu,   2026-11-20T18:14:59Z, 2026-11-20",
        "Asia/Kathmandu,   2026-11-20T18:15:00Z, 2026-11-21",
        "America/New_York, 2026-11-21T04:59:59Z, 2026-11-20",
        "America/New_York, 2026-11-21T05:00:00Z, 2026-11-21",
        "UTC,              2026-11-20T23:59:59Z, 2026-11-20"
    })
    void aTimeBelongsToTheDayOfTheOrganisationsZone(String zone, Instant time, LocalDate day) {
        assertThat(new OrganisationCalendar(ZoneId.of(zone)).dayOf(time)).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York", "Europe/Zurich"})
    void everyQuarterHourOfAYearHasItsOwnPlaceInExactlyOneDay(String zone) {
        OrganisationCalendar calendar = new OrganisationCalendar(ZoneId.of(zone));
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Set<String> places = new HashSet<>();
        for (int number = 0; number < 366 * 96; number++) {
            Instant quarter = start.plus(OrganisationCalendar.QUARTER.multipliedBy(number));
            LocalDate day = calendar.dayOf(quarter);
            assertThat(calendar.dayOf(quarter.plusSeconds(899))).isEqualTo(day);
            assertThat(calendar.quarterIndex(quarter)).isBetween(0, 99);
            assertThat(places.add(day + "/" + calendar.quarterIndex(quarter))).isTrue();
        }
    }

    @Test
    void aTimeBelongsToTheQuarterHourThatBeganLast() {
        assertThat(OrganisationCalendar.quarterOf(Instant.parse("2026-11-20T09:29:59.999Z")))
                .isEqualTo(Instant.parse("2026-11-20T09:15:00Z"));
        assertThat(OrganisationCalendar.quarterOf(Instant.parse("2026-11-20T09:30:00Z")))
                .isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
        assertThat(OrganisationCalendar.quarterOf(Instant.parse("1969-12-31T23:59:59Z")))
                .isEqualTo(Instant.parse("1969-12-31T23:45:00Z"));
    }

    @Test
    void theHourIsThatOfTheWall() {
        OrganisationCalendar kathmandu = new OrganisationCalendar(ZoneId.of("Asia/Kathmandu"));
        assertThat(kathmandu.hourOf(Instant.parse("2026-11-20T18:14:59Z"))).isEqualTo(23);
        assertThat(kathmandu.hourOf(Instant.parse("2026-11-20T18:15:00Z"))).isZero();
    }
}
