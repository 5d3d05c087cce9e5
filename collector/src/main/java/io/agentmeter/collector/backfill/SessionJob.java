package io.agentmeter.collector.backfill;

import java.util.Collections;
import java.util.List;

/// A session to be read.
///
/// @param reported for each file, how many of its first bytes were reported before
record SessionJob(SessionFiles session, List<Long> reported) {
    SessionJob {
        reported = List.copyOf(reported);
    }

    /// Everything is news.
    static SessionJob whole(SessionFiles session) {
        return new SessionJob(session, Collections.nCopies(session.files().size(), 0L));
    }
}
