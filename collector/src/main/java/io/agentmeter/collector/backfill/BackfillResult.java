package io.agentmeter.collector.backfill;

import io.agentmeter.collector.backfill.SessionRead.Damage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What one run read. Sessions may come in any order and from several threads.
final class BackfillResult {
    private static final int MOST_DAMAGES = 50;
    private static final Comparator<Damage> ORDER = (a, b) -> a.file().equals(b.file())
            ? Long.compare(a.line(), b.line())
            : a.file().compareTo(b.file());

    final Tally tally = new Tally();
    private final Instant since;
    private final List<Damage> damages = new ArrayList<>();
    long sessions;
    long unchanged;
    long older;
    long files;
    long lines;
    long bytes;
    long damaged;

    /// @param since requests before it are left out
    BackfillResult(Instant since) {
        this.since = since;
    }

    synchronized void add(SessionRead read) {
        sessions++;
        files += read.session().files().size();
        lines += read.lines();
        bytes += read.bytes();
        damaged += read.damaged();
        if (!read.damages().isEmpty()) {
            damages.addAll(read.damages());
            damages.sort(ORDER);
            damages.subList(Math.min(MOST_DAMAGES, damages.size()), damages.size())
                    .clear();
        }
        tally.add(read.session(), read.content(), since);
    }

    /// The first ones, by file and line.
    synchronized List<Damage> damages() {
        return List.copyOf(damages);
    }
}
