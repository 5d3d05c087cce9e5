package io.agentmeter.format;

import io.agentmeter.event.Sequences;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Indexed;
import io.agentmeter.format.EventFormat.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers what the records of one body turn out to be: each an event, wrong, or of no meaning here.
public final class EventCollector {
    private final List<Indexed> events = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final Map<String, Sequences> passedOver = new HashMap<>();
    private int ignored;

    public void add(int index, UsageEvent event) {
        events.add(new Indexed(index, event));
    }

    public void reject(int index, @Nullable String idOrNull, String field, String reason) {
        rejected.add(new Rejection(index, idOrNull, field, reason));
    }

    public void ignore(int records) {
        ignored += records;
    }

    /// A record of no meaning here that its agent has numbered. The session's first event remembers the number, so
    /// that it does not look as if a record were missing.
    public void passOver(String session, Sequences numbers) {
        ignored++;
        passedOver.merge(session, numbers, Sequences::merge);
    }

    public Events events(boolean backfill) {
        for (int index = 0; index < events.size() && !passedOver.isEmpty(); index++) {
            Indexed first = events.get(index);
            Sequences numbers = passedOver.remove(first.event().session());
            if (numbers != null) {
                UsageEvent event = first.event();
                events.set(
                        index,
                        new Indexed(
                                first.index(),
                                event.withEnvelope(event.envelope().withSequences(numbers))));
            }
        }
        return new Events(events, rejected, ignored, backfill);
    }
}
