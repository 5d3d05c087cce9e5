package io.agentmeter.simulator;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.events.EventScan;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// The events table read as a whole. What is stored while a scan is under way may be missed, so one look at the whole
/// table is as good as any.
final class SimulatedScan implements EventScan {
    private final EventsTable table;
    private final Calls calls;

    SimulatedScan(EventsTable table, Calls calls) {
        this.table = table;
        this.calls = calls;
    }

    @Override
    public double scan(Instant from, Instant to, Consistency consistency, Consumer<UsageEvent> each) {
        refuseSometimes();
        table.events().stream()
                .filter(event -> !event.time().isBefore(from) && event.time().isBefore(to))
                .forEach(each);
        calls.read("scan events");
        return 0;
    }

    @Override
    public List<UsageEvent> find(Collection<String> keys) {
        refuseSometimes();
        return table.events().stream()
                .filter(event -> keys.contains(event.id().key()))
                .toList();
    }

    private void refuseSometimes() {
        if (calls.refuses("scan events")) {
            throw new StoreUnavailable("throttled", new IllegalStateException("scan events"));
        }
    }
}
