package io.agentmeter.infra;

import java.util.List;
import java.util.Optional;

/// What whoever deploys may choose, from `-c name=value`.
///
/// @param version shown by `/healthz`
/// @param zone the organisation's time zone
/// @param dailyThresholds daily spend alerts, in the notation of `AGENTMETER_DAILY_THRESHOLDS`
/// @param ingestConcurrency how many copies of ingest may run at once: the cap on what a flood can cost; empty for no
/// cap
/// @param requestsPerSecond how many requests a second the HTTP API lets through on average; twice as many in a burst
/// @param writesPerSecond the most write units a second that one table takes: the cap on what tokens in wrong hands can
/// cost
public record DeploymentSettings(
        Front front,
        String version,
        String zone,
        String dailyThresholds,
        String costPolicy,
        int rawRetentionDays,
        int idleGapMinutes,
        List<String> alertEmails,
        List<String> alertPhones,
        Optional<Integer> ingestConcurrency,
        int requestsPerSecond,
        int writesPerSecond,
        boolean tracing) {

    public DeploymentSettings {
        alertEmails = List.copyOf(alertEmails);
        alertPhones = List.copyOf(alertPhones);
    }

    /// What is deployed if nothing is chosen.
    public static DeploymentSettings defaults(Front front) {
        return new DeploymentSettings(
                front, "dev", "UTC", "", "reported", 90, 5, List.of(), List.of(), Optional.of(50), 200, 4_000, false);
    }
}
