package io.agentmeter.simulator;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Indexed;
import io.agentmeter.format.EventFormat.Rejection;
import io.agentmeter.functions.ingest.IngestService;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.simulator.Calls.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Everybody who posts. A post is sent again until it is acknowledged, also when the first attempt is still under way.
final class Collectors {
    private static final int AT_ONCE = 4;

    private static final class Sending {
        private final Post post;
        private final Collection<Integer> rejected = new TreeSet<>();
        private @Nullable Caller caller;
        private boolean acknowledged;

        private Sending(Post post) {
            this.post = post;
        }

        private boolean isOver() {
            return caller != null && (caller.isGivenUp() || caller.actor().isFinished());
        }

        private boolean succeeded() {
            return caller != null && acknowledged && !caller.isGivenUp();
        }
    }

    private final IngestService ingest;
    private final Stage stage;
    private final Expectation expectation;
    private final Tally tally;
    private final Trace trace;
    private final InstantSource clock;
    private final Instant begin;
    private final Deque<Post> waiting;
    private final List<Sending> sending = new ArrayList<>();
    private int acknowledged;

    Collectors(
            List<Post> posts,
            IngestService ingest,
            Stage stage,
            Expectation expectation,
            Tally tally,
            Trace trace,
            InstantSource clock) {
        this.waiting = new ArrayDeque<>(posts);
        this.ingest = ingest;
        this.stage = stage;
        this.expectation = expectation;
        this.tally = tally;
        this.trace = trace;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /// Posts that were acknowledged.
    int acknowledged() {
        return acknowledged;
    }

    boolean areDone() {
        return waiting.isEmpty() && sending.isEmpty();
    }

    void offer(List<Runnable> options) {
        if (!waiting.isEmpty() && sending.size() < AT_ONCE) {
            options.add(() -> send(waiting.removeFirst()));
        }
        for (Sending attempt : sending) {
            if (attempt.isOver()) {
                options.add(() -> ended(attempt));
            }
        }
    }

    private void send(Post post) {
        Sending attempt = new Sending(post);
        List<Indexed> indexed = IntStream.range(0, post.reports().size())
                .mapToObj(index -> new Indexed(index, post.reports().get(index)))
                .toList();
        Events events = new Events(indexed, List.of(), 0, post.backfill());
        sending.add(attempt);
        attempt.caller = stage.start(
                "post-of-" + post.collector(), "sends " + indexed.size() + " report(s)", () -> ingest(attempt, events));
    }

    private void ingest(Sending attempt, Events events) {
        try {
            IngestService.Result result = ingest.ingest(events, clock.instant());
            for (Rejection rejection : result.rejected()) {
                attempt.rejected.add(rejection.index());
            }
            tally.count(Happening.REPORT_STORED, result.accepted());
            tally.count(Happening.REPORT_MERGED, result.merged());
            tally.count(Happening.REPORT_DUPLICATE, result.duplicate());
            attempt.acknowledged = true;
        } catch (StoreUnavailable refused) {
            trace.add(() -> "answered 503: " + refused.getMessage());
        }
    }

    private void ended(Sending attempt) {
        sending.remove(attempt);
        if (!attempt.succeeded()) {
            tally.count(Happening.POST_REPEATED);
            waiting.addFirst(attempt.post);
            return;
        }
        acknowledged++;
        List<UsageEvent> reports = attempt.post.reports();
        for (int index = 0; index < reports.size(); index++) {
            UsageEvent report = reports.get(index);
            if (attempt.rejected.contains(index)) {
                tally.count(Happening.REPORT_TOO_OLD);
            } else {
                if (report.time().isBefore(begin.minus(Duration.ofDays(2)))) {
                    tally.count(Happening.EVENT_LATE_BY_DAYS);
                }
                expectation.accepted(report, !attempt.post.backfill());
            }
        }
    }
}
