package io.agentmeter.local;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a local cloud is started with.
///
/// @param port of the one address that is meant for people and agents; 0 for any free one
/// @param data the folder that keeps everything
/// @param site the built dashboard
/// @param processes whether functions run as real Lambda runtime processes
/// @param zone the organisation's time zone
/// @param dailyThresholds daily spend alerts, as in `AGENTMETER_DAILY_THRESHOLDS`
/// @param email who gets the alerts
/// @param phone who gets them as SMS; empty for nobody
/// @param settings of the functions, by the names of `docs/reference/settings.md`, beside those that follow from the
/// rest
public record Options(
        int port,
        Path data,
        Optional<Path> site,
        boolean processes,
        ZoneId zone,
        String dailyThresholds,
        String email,
        String phone,
        Map<String, String> settings) {
    public static final int DEFAULT_PORT = 8787;
    public static final String DEFAULT_EMAIL = "local@agentmeter.test";
    public static final String DEFAULT_PHONE = "+15550100000";

    public Options {
        settings = Map.copyOf(settings);
    }

    public static Options forData(Path data) {
        return new Options(
                DEFAULT_PORT, data, Optional.empty(), false, ZoneId.of("UTC"), "", DEFAULT_EMAIL, "", Map.of());
    }

    public Options withPort(int other) {
        return new Options(other, data, site, processes, zone, dailyThresholds, email, phone, settings);
    }

    public Options withSite(Path other) {
        return new Options(port, data, Optional.of(other), processes, zone, dailyThresholds, email, phone, settings);
    }

    public Options withProcesses(boolean other) {
        return new Options(port, data, site, other, zone, dailyThresholds, email, phone, settings);
    }

    public Options withZone(ZoneId other) {
        return new Options(port, data, site, processes, other, dailyThresholds, email, phone, settings);
    }

    public Options withDailyThresholds(String other) {
        return new Options(port, data, site, processes, zone, other, email, phone, settings);
    }

    public Options withEmail(String other) {
        return new Options(port, data, site, processes, zone, dailyThresholds, other, phone, settings);
    }

    public Options withPhone(String other) {
        return new Options(port, data, site, processes, zone, dailyThresholds, email, other, settings);
    }

    public Options withSetting(String name, String value) {
        TreeMap<String, String> more = new TreeMap<>(settings);
        more.put(name, value);
        return new Options(port, data, site, processes, zone, dailyThresholds, email, phone, more);
    }
}
