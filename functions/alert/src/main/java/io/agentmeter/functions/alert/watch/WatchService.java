package io.agentmeter.functions.alert.watch;

import io.agentmeter.alert.Alert;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.log.Log;
import java.time.Instant;
import java.util.List;

/// Lets everybody look and raises what they find. One who cannot look does not keep the others from it.
final class WatchService {
    private final List<Watch> watches;
    private final Alerts alerts;
    private final Log log;

    WatchService(List<Watch> watches, Alerts alerts, Log log) {
        this.watches = List.copyOf(watches);
        this.alerts = alerts;
        this.log = log;
    }

    /// @return how many alerts were sent
    /// @throws StoreUnavailable if somebody could not look, after everybody had the chance
    int look(Instant now) {
        int sent = 0;
        StoreUnavailable fault = null;
        for (Watch watch : watches) {
            try {
                for (Alert alert : watch.look(now)) {
                    sent += alerts.raise(alert, now) ? 1 : 0;
                }
            } catch (StoreUnavailable unavailable) {
                log.error("watch_failed")
                        .with("watch", watch.getClass().getSimpleName())
                        .fault(unavailable)
                        .write();
                fault = unavailable;
            }
        }
        if (fault != null) {
            throw fault;
        }
        return sent;
    }
}
