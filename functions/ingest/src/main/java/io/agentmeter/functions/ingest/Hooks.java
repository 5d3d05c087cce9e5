package io.agentmeter.functions.ingest;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.brake.Asker;
import io.agentmeter.functions.library.brake.Brake;
import io.agentmeter.functions.library.brake.Decision;
import io.agentmeter.functions.library.brake.Enforcements;
import io.agentmeter.functions.library.control.Enforcement;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.hook.HookAgent;
import io.agentmeter.hook.HookCall;
import io.agentmeter.hook.HookMoment;
import io.agentmeter.hook.HookReader;
import io.agentmeter.hook.HookWords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Answers agents' hooks: decides while the event is being stored, and gives an answer in time whatever the stores do.
final class Hooks {
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Brake brake;
    private final Enforcements enforcements;
    private final Duration limit;
    private final Metrics metrics;
    private final Log log;
    private final InstantSource clock;

    Hooks(Brake brake, Enforcements enforcements, Duration limit, Metrics metrics, Log log, InstantSource clock) {
        this.brake = brake;
        this.enforcements = enforcements;
        this.limit = limit;
        this.metrics = metrics;
        this.log = log;
        this.clock = clock;
    }

    /// Reads the budgets before the first hook comes, so that this one does not pay for the first connection, and
    /// something is known if the stores are silent by then. Without them the first hook reads.
    void prepare() {
        try {
            brake.prepare();
        } catch (StoreUnavailable e) {
            log.warn("budgets_not_prepared").fault(e).write();
        }
    }

    /// @param storing stores what the body tells; nothing for agents whose hooks tell nothing to count
    HttpAnswer answer(HttpRequest request, byte[] body, Principal caller, Runnable storing) {
        Optional<HookAgent> agent = HookAgent.ofLabel(request.pathParameter("agent"));
        if (agent.isEmpty()) {
            // An agent that is not known yet must not be held up.
            metrics.count(Metric.HOOKS_UNKNOWN, 1);
            return HttpAnswer.jsonText(200, "{}");
        }
        Optional<HookCall> read = HookReader.read(agent.get(), body);
        if (read.isEmpty()) {
            return HttpAnswer.error(HttpError.unreadableBody("a hook's body must be one JSON object"));
        }
        HookCall call = read.get();
        if (call.moment() == HookMoment.UNKNOWN) {
            metrics.count(Metric.HOOKS_UNKNOWN, 1);
        }
        boolean stopTools = request.query().getOrDefault("stopTools", List.of()).contains("true");
        Deadline deadline = new Deadline(limit);
        Future<?> stored = THREADS.submit(storing);
        Optional<Decision> decision = decide(Asker.of(call, caller.owner()), request.requestId(), deadline);
        awaitStored(stored, request.requestId(), deadline);
        return decision.map(made -> answer(call, made, stopTools))
                .orElseGet(() -> HttpAnswer.error(HttpError.unavailable("storage did not answer in time")));
    }

    private static HttpAnswer answer(HookCall call, Decision decision, boolean stopTools) {
        String words = HookWords.of(call, decision.verdict(), decision.message(), stopTools);
        return marked(HttpAnswer.jsonText(200, words), decision);
    }

    /// What a hook on the agent's machine wants to know without reading the agent's words.
    static HttpAnswer marked(HttpAnswer answer, Decision decision) {
        return answer.with("agentmeter-verdict", decision.verdict().label())
                .with("agentmeter-unavailable", decision.onUnavailable().label());
    }

    /// @return empty if nobody knows and no budget was ever read: then the agent's own setting for that case holds
    Optional<Decision> decide(Asker asker, String requestId, Deadline deadline) {
        Optional<Decision> decision = inTime(() -> brake.decide(asker), asker, requestId, deadline);
        decision.ifPresent(made -> note(made, asker, requestId, deadline));
        return decision;
    }

    /// What is left, without beginning anything.
    Optional<Decision> look(Asker asker, String requestId, Deadline deadline) {
        return inTime(() -> brake.look(asker), asker, requestId, deadline);
    }

    private Optional<Decision> inTime(Callable<Decision> work, Asker asker, String requestId, Deadline deadline) {
        Future<Decision> deciding = THREADS.submit(work);
        try {
            return Optional.of(deciding.get(deadline.millisLeft(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            deciding.cancel(true);
            return guess(asker, requestId, e);
        } catch (ExecutionException e) {
            return guess(asker, requestId, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("a hook was not answered before the end", e);
        }
    }

    private Optional<Decision> guess(Asker asker, String requestId, Throwable fault) {
        metrics.count(Metric.BRAKE_UNAVAILABLE, 1);
        Optional<Decision> guess = brake.guess(asker);
        log.forRequest(requestId)
                .error("brake_unavailable")
                .with(
                        "answered",
                        guess.map(made -> made.onUnavailable().label()).orElse("unavailable"))
                .fault(fault)
                .write();
        return guess;
    }

    private void note(Decision decision, Asker asker, String requestId, Deadline deadline) {
        Instant now = clock.instant();
        List<Enforcement> news = enforcements.news(decision, asker.moment(), now);
        if (news.isEmpty() && (decision.isGuess() || !enforcements.hasUnwritten())) {
            return;
        }
        Future<?> noting = THREADS.submit(() -> enforcements.note(news));
        if (!decision.isGuess()) {
            await(noting, requestId, "enforcement_not_noted", deadline);
        }
    }

    private void awaitStored(Future<?> stored, String requestId, Deadline deadline) {
        if (!await(stored, requestId, "hook_event_not_stored", deadline)) {
            metrics.count(Metric.HOOK_EVENTS_LOST, 1);
        }
    }

    /// Whether it was done in time.
    private boolean await(Future<?> work, String requestId, String otherwise, Deadline deadline) {
        try {
            work.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            Throwable fault = e.getCause() == null ? e : e.getCause();
            log.forRequest(requestId).error(otherwise).fault(fault).write();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("a hook was not answered before the end", e);
        }
    }

    /// When an answer has to be given.
    static final class Deadline {
        private final long at;

        Deadline(Duration limit) {
            this.at = System.nanoTime() + limit.toNanos();
        }

        long millisLeft() {
            return Math.max(1, TimeUnit.NANOSECONDS.toMillis(at - System.nanoTime()));
        }
    }
}
