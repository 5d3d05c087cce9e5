package io.agentmeter.functions.library.testing;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.report.FoldedUsage;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.slice.SliceWrite;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Puts events into a rollup store, one by one, as one undisturbed aggregator would.
public final class StoredUsage {
    private StoredUsage() {}

    public static void put(RollupStore store, Iterable<? extends UsageEvent> events) {
        events.forEach(event -> put(store, event, FoldedUsage.UTC));
    }

    private static void put(RollupStore store, UsageEvent event, OrganisationCalendar calendar) {
        SessionRow row = Objects.requireNonNull(
                        store.sessions(List.of(event.session())).get(event.session()))
                .learn(event.envelope().attribution());
        store.saveSession(row);
        SliceKey key = SliceKey.firstPageOf(event);
        Map<SliceKey, Slice> read = store.slices(List.of(key));
        Slice before = Objects.requireNonNull(read.get(key));
        Slice after = before.fold(List.of(event), FoldedUsage.REPORTED_ONLY);
        Contribution contribution =
                new Contributions(calendar).of(after.entries().values(), row.dimensions());
        SliceWrite write = new SliceWrite(before, after, contribution, row.dimensions());
        RollupTransaction.pack(List.of(write), calendar).forEach(store::write);
    }
}
