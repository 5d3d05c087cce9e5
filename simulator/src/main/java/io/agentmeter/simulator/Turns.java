package io.agentmeter.simulator;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Lets many actors run ordinary blocking code, one at a time: whoever has the turn runs until it pauses or ends, and
/// the scheduler, on its own thread, says who is next. Nothing else decides the order, so a run can be repeated.
final class Turns {
    private volatile @Nullable Actor running;
    private final Thread scheduler = Thread.currentThread();

    /// Something that runs step by step.
    final class Actor {
        private final Thread thread;
        private volatile boolean finished;
        private @Nullable Throwable failure;
        private boolean doomed;

        private Actor(String name, Runnable body) {
            this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(body));
        }

        private void run(Runnable body) {
            try {
                body.run();
            } catch (Died gone) {
                doomed = true;
            } catch (RuntimeException | Error unexpected) {
                failure = unexpected;
            }
            finished = true;
            running = null;
            LockSupport.unpark(scheduler);
        }

        boolean isFinished() {
            return finished;
        }

        /// Whether it ended by dying.
        boolean isDead() {
            return doomed;
        }

        /// What it threw that nobody expects of it.
        @Nullable
        Throwable failureOrNull() {
            return failure;
        }

        /// Runs until it pauses or ends. Called by the scheduler.
        void go() {
            running = this;
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            } else {
                LockSupport.unpark(thread);
            }
            while (running != null) {
                LockSupport.park(this);
            }
        }

        /// Ends it where it stands. Called by the scheduler.
        void kill() {
            if (!finished) {
                doomed = true;
                go();
            }
        }

        /// Gives the turn back and waits for the next. Called by the actor itself.
        void pause() {
            running = null;
            LockSupport.unpark(scheduler);
            while (running != this) {
                LockSupport.park(this);
            }
            if (doomed) {
                throw new Died();
            }
        }
    }

    Actor actor(String name, Runnable body) {
        return new Actor(name, body);
    }
}
