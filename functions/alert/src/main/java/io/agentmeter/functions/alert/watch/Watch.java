package io.agentmeter.functions.alert.watch;

import io.agentmeter.alert.Alert;
import java.time.Instant;
import java.util.List;

/// Looks for one thing.
interface Watch {
    /// Everything that is so now, told before or not.
    List<Alert> look(Instant now);
}
