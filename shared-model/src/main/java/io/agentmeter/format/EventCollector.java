package io.agentmeter.format;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Indexed;
import io.agentmeter.format.EventFormat.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers what the records of one body turn out to be: each an event, wrong, or of no meaning here.
public final class EventCollector {
    private final List<Indexed> events = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
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

    public Events events(boolean backfill) {
        return new Events(events, rejected, ignored, backfill);
    }
}
