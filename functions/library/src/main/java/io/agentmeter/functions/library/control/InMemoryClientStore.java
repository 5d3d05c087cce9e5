package io.agentmeter.functions.library.control;

import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.ClientDirectory.Client;
import java.util.TreeMap;

/// Clients in memory, with the same promises; for tests.
public final class InMemoryClientStore implements ClientStore {
    private final TreeMap<String, Client> clients = new TreeMap<>();
    private final ChangeLog changes;

    public InMemoryClientStore(ChangeLog changes) {
        this.changes = changes;
    }

    @Override
    public synchronized boolean put(Client client, Change change) {
        Client known = clients.get(client.id());
        if ((known == null ? 0 : known.version()) != client.version() - 1) {
            return false;
        }
        clients.put(client.id(), client);
        changes.add(change);
        return true;
    }

    @Override
    public synchronized ClientDirectory directory(boolean strong) {
        return new ClientDirectory(clients);
    }
}
