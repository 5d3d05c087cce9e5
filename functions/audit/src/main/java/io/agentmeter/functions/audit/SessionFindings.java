package io.agentmeter.functions.audit;

import io.agentmeter.audit.Differences;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one look at one session's day has found.
///
/// @param error stored minus recorded counters of the session's day
/// @param restate whether its slices must be written again
/// @param relearn whether its row lacks what its events say
/// @param versions key and version of everything that was read
record SessionFindings(
        SessionDayKey key,
        Differences differences,
        Contribution expected,
        Contribution recorded,
        Counters error,
        boolean restate,
        boolean relearn,
        Optional<DayFindings.Orphan> orphan,
        List<UsageEvent> uncounted,
        long counted,
        long withoutEvent,
        Optional<Instant> oldestWithoutEvent,
        List<Object> versions) {}
