package io.agentmeter.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanForecastTest {
    private static final PlanWindowName FIVE_HOURS = new PlanWindowName("five_hour");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant RESET = NOON.plus(Duration.ofHours(3));

    private static PlanReading reading(String percent, Duration after) {
        return new PlanReading(new BigDecimal(percent), RESET, NOON.plus(after));
    }

    private static Optional<Instant> forecast(PlanReading latest, PlanReading... series) {
        return PlanForecast.exhaustedAt(FIVE_HOURS, List.of(series), latest, latest.at());
    }

    @Test
    void theLineThroughTheLastHourSaysWhenTheWindowIsFull() {
        PlanReading latest = reading("60", Duration.ofHours(1));
        assertThat(forecast(latest, reading("20", Duration.ZERO), reading("50", Duration.ofMinutes(40))))
                .contains(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void whatWasBeforeTheLastHourSaysNothing() {
        PlanReading latest = reading("60", Duration.ofHours(1));
        PlanReading longAgo = reading("0", Duration.ofSeconds(-1));
        assertThat(forecast(latest, longAgo)).isEmpty();
        assertThat(forecast(latest, longAgo, reading("40", Duration.ofMinutes(30))))
                .contains(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void aWindowThatEndsFirstIsNotUsedUp() {
        PlanReading slow = reading("60", Duration.ofHours(1));
        assertThat(forecast(slow, reading("40", Duration.ZERO)))
                .as("full at its very end")
                .isEmpty();
        assertThat(forecast(slow, reading("39.9", Duration.ZERO))).isPresent();
    }

    @Test
    void nothingIsSaidOfAShortStretchOrAnIdleOne() {
        PlanReading latest = reading("60", Duration.ofHours(1));
        assertThat(forecast(latest, reading("10", Duration.ofMinutes(51)))).isEmpty();
        assertThat(forecast(latest, reading("10", Duration.ofMinutes(50)))).isPresent();
        assertThat(forecast(latest, reading("60", Duration.ZERO))).isEmpty();
        assertThat(forecast(latest)).isEmpty();
    }

    @Test
    void readingsOfTheWindowBeforeDoNotCount() {
        PlanReading before = new PlanReading(BigDecimal.ZERO, NOON.plusSeconds(60), NOON);
        assertThat(forecast(reading("60", Duration.ofHours(1)), before)).isEmpty();
    }

    @Test
    void aFullWindowWasUsedUpWhenItWasFirstReportedFull() {
        PlanReading latest = reading("104", Duration.ofHours(1));
        PlanReading first = reading("100", Duration.ofMinutes(30));
        assertThat(forecast(latest, reading("99", Duration.ofMinutes(10)), first))
                .contains(first.at());
        assertThat(forecast(latest)).contains(latest.at());
    }

    @Test
    void nobodyKnowsOfAWindowThatHasEnded() {
        PlanReading latest = reading("99", Duration.ofHours(1));
        assertThat(PlanForecast.exhaustedAt(FIVE_HOURS, List.of(reading("20", Duration.ofMinutes(20))), latest, RESET))
                .isEmpty();
    }
}
