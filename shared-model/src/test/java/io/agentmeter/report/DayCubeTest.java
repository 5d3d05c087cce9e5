package io.agentmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.UsageEvents;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayCubeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Test
    void aCubeHoldsEveryCellItsHoursAndItsTime() throws IOException {
        DayData day = FoldedUsage.of(List.of(UsageEvents.request("a"), UsageEvents.request("b")))
                .day(DAY);
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        JsonNode json = new ObjectMapper()
                .readTree(new DayCube(day, FoldedUsage.UTC, 5).json(now).toString());
        assertThat(json).isEqualTo(new ObjectMapper().readTree("""
                {"day": "2026-11-22", "zone": "Z", "final": false, "idleGapMinutes": 5,
                 "cells": [{"project": "shop", "user": "ann@example.com", "team": null, "agent": "claude-code",
                   "model": "claude-sonnet-5-5", "lane": null, "task": null, "requests": 2, "unpricedRequests": 0,
                   "estimatedCostUsd": "0.099128",
                   "tokens": {"freshInput": 24, "cacheRead": 18800, "cacheWrite": 36400, "cacheWrite1h": 0, "output": 620,
                     "reasoning": 0},
                   "webSearches": 0, "multiSource": 0, "bySource": {"otlp": 2},
                   "hours": {"9": {"requests": 2, "estimatedCostUsd": "0.099128"}}}],
                 "time": {
                   "all": {"turns": 0, "toolCalls": 0, "toolFailures": 0, "errors": 0, "sessions": 1, "agentMinutes": 1,
                     "wallClockMinutes": 1, "spanMinutes": 1, "peakConcurrency": 1},
                   "project": {"shop": {"turns": 0, "toolCalls": 0, "toolFailures": 0, "errors": 0, "sessions": 1,
                     "agentMinutes": 1, "wallClockMinutes": 1, "spanMinutes": 1, "peakConcurrency": 1}},
                   "user": {"ann@example.com": {"turns": 0, "toolCalls": 0, "toolFailures": 0, "errors": 0, "sessions": 1,
                     "agentMinutes": 1, "wallClockMinutes": 1, "spanMinutes": 1, "peakConcurrency": 1}},
                   "team": {},
                   "agent": {"claude-code": {"turns": 0, "toolCalls": 0, "toolFailures": 0, "errors": 0, "sessions": 1,
                     "agentMinutes": 1, "wallClockMinutes": 1, "spanMinutes": 1, "peakConcurrency": 1}},
                   "task": {}},
                 "generatedAt": "2026-11-23T10:00:00Z", "version": null, "earlierVersions": []}"""));
    }

    @Test
    void aDayIsFinalTwentyFourHoursAfterItsEnd() {
        OrganisationCalendar zurich = new OrganisationCalendar(ZoneId.of("Europe/Zurich"));
        assertThat(DayCube.isFinal(DAY, zurich, Instant.parse("2026-11-23T22:59:59Z")))
                .isFalse();
        assertThat(DayCube.isFinal(DAY, zurich, Instant.parse("2026-11-23T23:00:00Z")))
                .isTrue();
    }

    @Test
    void theContentOfACubeDoesNotDependOnWhenItIsMade() {
        DayData day = FoldedUsage.of(List.of(UsageEvents.request("a"))).day(DAY);
        DayCube cube = new DayCube(day, FoldedUsage.UTC, 5);
        assertThat(cube.content(Instant.parse("2026-11-22T10:00:00Z")))
                .isEqualTo(cube.content(Instant.parse("2026-11-22T11:00:00Z")));
    }
}
