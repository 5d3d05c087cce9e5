package io.agentmeter.simulator;

import io.agentmeter.event.UsageEvent;
import java.util.List;

/// One request of a collector. It is sent again until it is acknowledged, as collectors do.
///
/// @param backfill whether the collector says that the reports are old on purpose
record Post(String collector, boolean backfill, List<UsageEvent> reports) {
    Post {
        reports = List.copyOf(reports);
    }
}
