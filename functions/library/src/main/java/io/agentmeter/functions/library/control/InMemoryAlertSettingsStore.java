package io.agentmeter.functions.library.control;

import io.agentmeter.alert.AlertSettings;
import io.agentmeter.alert.Webhook;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Alert settings in memory, with the same promises; for tests.
public final class InMemoryAlertSettingsStore implements AlertSettingsStore {
    private final ChangeLog changes;
    private final Map<String, String> secrets = new HashMap<>();
    private AlertSettings settings = AlertSettings.USUAL;

    public InMemoryAlertSettingsStore(ChangeLog changes) {
        this.changes = changes;
    }

    @Override
    public synchronized AlertSettings read() {
        return settings;
    }

    @Override
    public synchronized Optional<String> secret(String webhook) {
        return Optional.ofNullable(secrets.get(webhook));
    }

    @Override
    public synchronized boolean replace(
            AlertSettings before, AlertSettings after, Map<String, String> newSecrets, Change change) {
        if (settings.version() != before.version()) {
            return false;
        }
        settings = after;
        secrets.putAll(newSecrets);
        Set<String> kept = after.webhooks().stream().map(Webhook::id).collect(Collectors.toSet());
        secrets.keySet().retainAll(kept);
        changes.add(change);
        return true;
    }
}
