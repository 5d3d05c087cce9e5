package io.agentmeter.functions.library.events;

import java.util.List;
import java.util.Set;

/// Inserts events that are thought to be new, each on condition that it is.
interface EventInserts {
    /// @return keys of those that were inserted; the others exist already, or somebody is writing them
    /// @throws software.amazon.awssdk.core.exception.SdkException if the table did not answer
    /// @throws io.agentmeter.functions.library.StoreUnavailable if it refused an event for another reason
    Set<String> insert(List<EventItem> events);
}
