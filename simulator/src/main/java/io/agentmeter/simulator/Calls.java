package io.agentmeter.simulator;

import io.agentmeter.simulator.Turns.Actor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What every call of a store goes through: others may run before and after it, the caller may die on either side of
/// it, and the store may refuse or its answer be lost.
final class Calls {
    private final Chance chance;
    private final Tally tally;
    private final Trace trace;
    private final int pauseEvery;
    private @Nullable Caller current;

    /// @param pauseEvery one call in so many lets others go first
    Calls(Chance chance, Tally tally, Trace trace, int pauseEvery) {
        this.chance = chance;
        this.tally = tally;
        this.trace = trace;
        this.pauseEvery = pauseEvery;
    }

    /// Who runs now.
    static final class Caller {
        private final String name;
        private @Nullable Actor actor;
        private boolean givenUp;

        Caller(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        void setActor(Actor own) {
            actor = own;
        }

        Actor actor() {
            return Objects.requireNonNull(actor);
        }

        /// Whoever waited for it has stopped waiting; it does not know and goes on.
        boolean isGivenUp() {
            return givenUp;
        }

        void giveUp() {
            givenUp = true;
        }
    }

    /// Lets this caller run until it pauses or ends.
    void run(Caller caller) {
        current = caller;
        caller.actor().go();
        current = null;
    }

    private Caller current() {
        return Objects.requireNonNull(current, "a store was called from outside of the simulation");
    }

    /// Before a call.
    ///
    /// @return whether the store refuses it for now
    boolean refuses(String call) {
        pauseSometimes();
        dieIf(Happening.CRASH_BEFORE_CALL, call);
        giveUpIf(call);
        return happens(Happening.THROTTLED, call);
    }

    /// After a call that changed something.
    ///
    /// @return whether the caller never hears of it
    boolean losesAnswer(String call) {
        pauseSometimes();
        dieIf(Happening.CRASH_AFTER_CALL, call);
        return happens(Happening.ANSWER_LOST, call);
    }

    /// After a call that only read.
    void read(String call) {
        pauseSometimes();
        dieIf(Happening.CRASH_AFTER_CALL, call);
    }

    /// Between two parts of a call that the store does not do at once.
    void between() {
        pauseSometimes();
    }

    boolean leavesOut(String call) {
        return happens(Happening.PARTIAL_READ, call);
    }

    /// While a transaction is neither committed nor cancelled.
    ///
    /// @return whether its caller dies now; the transaction goes on without it
    boolean diesInFlight(String call) {
        if (happens(Happening.CRASH_IN_FLIGHT, call)) {
            return true;
        }
        pauseSometimes();
        return false;
    }

    /// Notes that something was changed, and whether by somebody who was given up.
    void changed(String what) {
        if (current().isGivenUp()) {
            tally.count(Happening.LATE_WRITE);
            trace.add(() -> current().name() + ": writes late: " + what);
        } else {
            trace.add(() -> current().name() + ": " + what);
        }
    }

    void note(Happening happening, String call) {
        tally.count(happening);
        trace.add(() -> current().name() + ": " + happening.label() + ": " + call);
    }

    private boolean happens(Happening fault, String call) {
        if (!chance.strikes(fault)) {
            return false;
        }
        note(fault, call);
        return true;
    }

    private void dieIf(Happening fault, String call) {
        if (happens(fault, call)) {
            throw new Died();
        }
    }

    private void giveUpIf(String call) {
        if (!current().isGivenUp() && happens(Happening.GIVEN_UP_TOO_EARLY, call)) {
            current().giveUp();
            // Whoever waits for it must hear of it before it goes on.
            current().actor().pause();
        }
    }

    private void pauseSometimes() {
        if (chance.oneIn(pauseEvery)) {
            current().actor().pause();
        }
    }
}
