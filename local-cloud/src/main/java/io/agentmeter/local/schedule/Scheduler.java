package io.agentmeter.local.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.deployment.Schedules.Schedule;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.lambda.FunctionFailure;
import io.agentmeter.local.lambda.Invoker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs functions on a clock, each schedule on its own: once soon after the start, for what fell into the time it was
/// off, then at
/// its interval. A run that fails is tried twice more, as Lambda does with events that nobody waits for.
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final int TRIES = 3;

    private final Invoker invoker;
    private final Clock clock;
    private final Duration afterStart;
    private final Duration betweenTries;
    private final List<Thread> threads = new ArrayList<>();

    private Scheduler(Invoker invoker, Clock clock, Duration afterStart, Duration betweenTries) {
        this.invoker = invoker;
        this.clock = clock;
        this.afterStart = afterStart;
        this.betweenTries = betweenTries;
    }

    public static Scheduler start(List<Schedule> schedules, Invoker invoker, Clock clock) {
        return start(schedules, invoker, clock, Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    static Scheduler start(
            List<Schedule> schedules, Invoker invoker, Clock clock, Duration afterStart, Duration betweenTries) {
        Scheduler scheduler = new Scheduler(invoker, clock, afterStart, betweenTries);
        for (Schedule schedule : schedules) {
            scheduler.threads.add(
                    Thread.ofVirtual().name("schedule-" + schedule.name()).start(() -> scheduler.repeat(schedule)));
        }
        return scheduler;
    }

    /// The event that EventBridge sends.
    static byte[] event(Schedule schedule, Instant now) {
        ObjectNode event = Json.object();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.events");
        event.put("account", "000000000000");
        event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", "us-east-1");
        event.putArray("resources").add("arn:aws:events:us-east-1:000000000000:rule/" + schedule.name());
        event.putObject("detail");
        return Json.bytes(event);
    }

    private void repeat(Schedule schedule) {
        try {
            Thread.sleep(afterStart);
            while (true) {
                run(schedule);
                Thread.sleep(Duration.ofMinutes(schedule.everyMinutes()));
            }
        } catch (InterruptedException stopped) {
            LOG.debug("schedule {} stopped", schedule.name());
        }
    }

    private void run(Schedule schedule) throws InterruptedException {
        byte[] event = event(schedule, clock.instant());
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                invoker.invoke(schedule.function(), event);
                return;
            } catch (FunctionFailure failure) {
                LOG.warn("schedule {}, try {} of {}: {}", schedule.name(), attempt, TRIES, failure.getMessage());
                Thread.sleep(betweenTries);
            }
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
