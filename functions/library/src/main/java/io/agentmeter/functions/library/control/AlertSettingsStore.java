package io.agentmeter.functions.library.control;

import io.agentmeter.alert.AlertSettings;
import java.util.Map;
import java.util.Optional;

/// How the organisation wants to be told, and the secrets that messages to its programs are signed with.
public interface AlertSettingsStore {
    /// The newest settings, strongly consistent; [AlertSettings#USUAL] if nobody ever changed them.
    AlertSettings read();

    /// The secret of a webhook. For signing only: it is told to nobody.
    Optional<String> secret(String webhook);

    /// Replaces the settings, their secrets and writes the change down, all or nothing. Secrets of webhooks that
    /// are gone are forgotten.
    ///
    /// @param before as read; it must be the newest still
    /// @param after with the version that follows
    /// @param secrets new ones by webhook; the others stay
    /// @return false if somebody else changed them first
    boolean replace(AlertSettings before, AlertSettings after, Map<String, String> secrets, Change change);
}
