package io.agentmeter.collector.backfill;

import io.agentmeter.collector.backfill.SessionRead.Damage;
import java.util.ArrayList;
import java.util.List;

/// What one run read and sent.
final class BackfillResult {
    private static final int MOST_DAMAGES = 50;

    final Tally tally;
    final List<Damage> damages = new ArrayList<>();
    long sessions;
    long unchanged;
    long older;
    long files;
    long lines;
    long bytes;
    long damaged;

    BackfillResult(Tally tally) {
        this.tally = tally;
    }

    void add(SessionRead read) {
        sessions++;
        files += read.session().files().size();
        lines += read.lines();
        bytes += read.bytes();
        damaged += read.damaged();
        read.damages().stream()
                .limit(Math.max(0, MOST_DAMAGES - damages.size()))
                .forEach(damages::add);
        read.events().forEach(tally::add);
    }
}
