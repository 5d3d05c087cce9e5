package io.agentmeter.functions.library.control;

import io.agentmeter.budget.ClientDirectory;

/// Clients and their projects. A change and its entry in the change log are written together or not at all.
public interface ClientStore {
    /// Stores the client on condition that the stored one has the version before.
    ///
    /// @return false if somebody else changed it first
    boolean put(ClientDirectory.Client client, Change change);

    ClientDirectory directory(boolean strong);
}
