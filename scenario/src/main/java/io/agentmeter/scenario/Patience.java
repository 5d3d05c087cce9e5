package io.agentmeter.scenario;

import java.time.Duration;
import java.time.Instant;

/// Waits for what arrives through streams, and for what must not change any more.
record Patience(Duration longest, Duration settling) {
    private static final Duration PAUSE = Duration.ofMillis(250);

    /// Repeats a check until it passes; after the longest wait, its last complaint is the answer.
    void until(Step.Check check) throws Exception {
        Instant deadline = Instant.now().plus(longest);
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError notYet) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError("after %s: %s".formatted(longest, notYet.getMessage()), notYet);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /// Repeats a check for a while; it must pass every time.
    void throughout(Step.Check check) throws Exception {
        Instant end = Instant.now().plus(settling);
        do {
            check.run();
            Thread.sleep(PAUSE);
        } while (Instant.now().isBefore(end));
    }
}
