package io.agentmeter.functions.library.brake;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.BudgetOverride;
import io.agentmeter.budget.BudgetState;
import io.agentmeter.budget.Measure;
import io.agentmeter.budget.Subject;
import io.agentmeter.budget.Verdict;
import io.agentmeter.functions.library.control.Enforcement;
import io.agentmeter.functions.library.control.Enforcement.Action;
import io.agentmeter.functions.library.control.EnforcementLog;
import io.agentmeter.hook.HookMoment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Notes what budgets do to agents, each change once: an agent that is told the same again and again is one entry.
public final class Enforcements {
    private static final Duration SAME = Duration.ofMinutes(15);
    private static final int MOST = 10_000;
    private static final int MOST_UNWRITTEN = 100;

    private record Told(String budget, String part, String session) {}

    private record Last(Action action, Instant at) {}

    private final EnforcementLog log;
    private final OrganisationCalendar calendar;
    private final ConcurrentMap<Told, Last> told = new ConcurrentHashMap<>();
    private final Queue<Enforcement> unwritten = new ConcurrentLinkedQueue<>();

    public Enforcements(EnforcementLog log, OrganisationCalendar calendar) {
        this.log = log;
        this.calendar = calendar;
    }

    /// What is new about a decision; nothing for most of them.
    public List<Enforcement> news(Decision decision, HookMoment moment, Instant now) {
        boolean isSaid =
                moment == HookMoment.PROMPT || moment == HookMoment.NEXT_CALL || moment == HookMoment.MODEL_SWITCH;
        if (!isSaid) {
            return List.of();
        }
        if (told.size() > MOST) {
            told.clear();
        }
        if (decision.isGuess()) {
            return guessed(decision, now);
        }
        List<Enforcement> news = new ArrayList<>();
        for (BudgetState state : decision.states()) {
            boolean strictest = state.equals(decision.states().getFirst());
            action(state, strictest ? decision.verdict() : state.verdict(), moment, told(state, decision.subject()))
                    .ifPresent(action -> {
                        if (isNew(told(state, decision.subject()), action, now)) {
                            news.add(entry(decision, state, action, now));
                        }
                    });
        }
        return news;
    }

    /// What could not be noted is tried again with the next news.
    ///
    /// @throws io.agentmeter.functions.library.StoreUnavailable if not everything could be noted
    public void note(List<Enforcement> news) {
        unwritten.addAll(news);
        while (unwritten.size() > MOST_UNWRITTEN) {
            unwritten.poll();
        }
        for (Enforcement done = unwritten.peek(); done != null; done = unwritten.peek()) {
            log.add(calendar.dayOf(done.at()), done);
            unwritten.remove(done);
        }
    }

    public boolean hasUnwritten() {
        return !unwritten.isEmpty();
    }

    private Optional<Action> action(BudgetState state, Verdict verdict, HookMoment moment, Told key) {
        if (moment.isBlockedBy(verdict)) {
            return Optional.of(verdict == Verdict.STOP ? Action.STOPPED : Action.PAUSED);
        }
        if (state.override().isPresent()) {
            return Optional.of(Action.OVERRIDDEN);
        }
        if (verdict == Verdict.WARN && moment == HookMoment.PROMPT) {
            return Optional.of(Action.WARNED);
        }
        Last last = told.get(key);
        boolean wasHeld = last != null && (last.action() == Action.PAUSED || last.action() == Action.STOPPED);
        return wasHeld && !verdict.blocks() ? Optional.of(Action.RESUMED) : Optional.empty();
    }

    private boolean isNew(Told key, Action action, Instant now) {
        Last last = told.put(key, new Last(action, now));
        if (last == null) {
            return true;
        }
        boolean same = last.action() == action && now.isBefore(last.at().plus(SAME));
        if (same) {
            // Counted from when it was noted.
            told.put(key, last);
        }
        return !same;
    }

    private static Told told(BudgetState state, Subject subject) {
        return new Told(state.budget().id(), state.part(), subject.session());
    }

    private static Enforcement entry(Decision decision, BudgetState state, Action action, Instant now) {
        Subject subject = decision.subject();
        Optional<BudgetOverride> override = state.override().filter(_ -> action == Action.OVERRIDDEN);
        return entry(
                subject,
                now,
                state.budget().id(),
                state.budget().terms().name(),
                state.part(),
                state.window().key(),
                action,
                override.map(BudgetOverride::by).orElse(null),
                override.map(BudgetOverride::reason).orElse(decision.message()),
                state.budget().terms().limit().measure(),
                state.spent().amount(),
                state.limit());
    }

    private List<Enforcement> guessed(Decision decision, Instant now) {
        Told key = new Told("", "", decision.subject().session());
        if (!isNew(key, Action.UNAVAILABLE, now)) {
            return List.of();
        }
        String reason =
                decision.verdict().blocks() ? decision.message() : "Nobody could tell what is left; work went on.";
        return List.of(entry(
                decision.subject(),
                now,
                "",
                "",
                "",
                "",
                Action.UNAVAILABLE,
                null,
                reason,
                Measure.USD,
                BigDecimal.ZERO,
                BigDecimal.ZERO));
    }

    private static Enforcement entry(
            Subject subject,
            Instant now,
            String budget,
            String name,
            String part,
            String window,
            Action action,
            @Nullable String byOrNull,
            String reason,
            Measure measure,
            BigDecimal spent,
            BigDecimal limit) {
        return new Enforcement(
                now,
                budget,
                name,
                part,
                window,
                subject.session(),
                subject.agent(),
                subject.project(),
                subject.user(),
                action,
                byOrNull,
                reason,
                measure,
                spent,
                limit);
    }
}
