package io.agentmeter.collector.backfill;

import io.agentmeter.collector.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// One line at the bottom of a terminal that says how far the work is. Silent where nobody watches.
final class ProgressLine {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int WIDTH = 30;

    private final Surroundings surroundings;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private Instant last = Instant.EPOCH;

    ProgressLine(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Counts bytes that are to be read.
    void expect(long bytes) {
        total.addAndGet(bytes);
    }

    /// Counts bytes that were read; any thread may call it.
    void read(long bytes) {
        done.addAndGet(bytes);
    }

    void draw(long requests, long sent) {
        Instant now = surroundings.clock().instant();
        if (!surroundings.terminal() || Duration.between(last, now).compareTo(BETWEEN) < 0) {
            return;
        }
        last = now;
        long all = Math.max(1, total.get());
        long bytes = Math.min(all, done.get());
        int filled = (int) (bytes * WIDTH / all);
        surroundings
                .err()
                .printf(
                        Locale.ROOT,
                        "\r[%s%s] %3d %%  %,d requests read, %,d events sent ",
                        "=".repeat(filled),
                        " ".repeat(WIDTH - filled),
                        bytes * 100 / all,
                        requests,
                        sent);
        surroundings.err().flush();
    }

    void clear() {
        if (surroundings.terminal()) {
            surroundings.err().print("\r" + " ".repeat(100) + "\r");
        }
    }
}
