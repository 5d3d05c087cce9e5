package io.agentmeter.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlanAccountTest {
    private static final PlanWindowName FIVE_HOURS = new PlanWindowName("five_hour");
    private static final PlanWindowName WEEK = new PlanWindowName("seven_day");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant RESET = NOON.plus(Duration.ofHours(3));

    private static PlanReading reading(String percent, Instant at) {
        return new PlanReading(new BigDecimal(percent), RESET, at);
    }

    @Test
    void anAccountWithWindowsIsASubscriptionUnlessSomebodySaysMore() {
        PlanAccount bare = PlanAccount.unknown("max");
        assertThat(bare.mode()).isEqualTo(PlanMode.API);
        PlanAccount seen = bare.with("ann", Map.of(FIVE_HOURS, reading("10", NOON)));
        assertThat(seen.mode()).isEqualTo(PlanMode.SUBSCRIPTION);
        PlanTerms terms = new PlanTerms("max-20x", null, PlanMode.BOTH, new TreeSet<>());
        assertThat(new PlanAccount("max", terms, 1, NOON, "root", seen.reporters(), seen.windows()).mode())
                .isEqualTo(PlanMode.BOTH);
        assertThat(PlanMode.API.and(PlanMode.SUBSCRIPTION)).isEqualTo(PlanMode.BOTH);
        assertThat(PlanMode.ofLabel("api")).contains(PlanMode.API);
        assertThat(PlanMode.ofLabel("API")).isEmpty();
    }

    @Test
    void theFullestWindowIsOneWhoseReadingStillHolds() {
        PlanAccount account = PlanAccount.unknown("max")
                .with("ann", Map.of(FIVE_HOURS, reading("90", NOON), WEEK, reading("40", NOON)));
        assertThat(account.fullest(NOON).map(Map.Entry::getKey)).contains(FIVE_HOURS);
        assertThat(account.fullest(NOON.plus(Duration.ofMinutes(31))).map(Map.Entry::getKey))
                .contains(WEEK);
        assertThat(account.fullest(RESET)).isEmpty();
    }

    @Test
    void anEndThatNeverCouldBeIsReplacedHoweverLateTheNextReportIs() {
        PlanReading impossible = new PlanReading(new BigDecimal("90"), NOON.plus(Duration.ofHours(30)), NOON);
        Instant later = NOON.plus(Duration.ofHours(8));
        PlanReading next = new PlanReading(BigDecimal.TEN, later.plus(Duration.ofHours(2)), later);
        PlanAccount account = PlanAccount.unknown("max")
                .with("ann", Map.of(FIVE_HOURS, impossible))
                .with("ann", Map.of(FIVE_HOURS, next));
        assertThat(account.windows()).containsEntry(FIVE_HOURS, next);
    }

    @Test
    void aReadingIsStaleWhenItsWindowHasEndedOrItIsOld() {
        PlanReading reading = reading("90", NOON);
        assertThat(PlanAccount.isStale(FIVE_HOURS, reading, NOON.plus(Duration.ofMinutes(30))))
                .isFalse();
        assertThat(PlanAccount.isStale(
                        FIVE_HOURS, reading, NOON.plus(Duration.ofMinutes(30)).plusMillis(1)))
                .isTrue();
        assertThat(PlanAccount.isStale(WEEK, reading, RESET.minusMillis(1))).isFalse();
        assertThat(PlanAccount.isStale(WEEK, reading, RESET)).isTrue();
    }
}
