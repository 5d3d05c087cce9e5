package io.agentmeter.format;

import io.agentmeter.format.claudecode.ClaudeCodeHooks;
import io.agentmeter.format.claudecode.ClaudeCodeTelemetry;
import io.agentmeter.format.nativejson.NativeJson;
import io.agentmeter.format.otlp.OtlpFormat;
import io.agentmeter.format.otlp.OtlpMapper;
import io.agentmeter.format.otlp.OtlpSignal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every format, by route. A new agent is one line here: its mapper of telemetry, its hooks, or both.
public final class EventFormats {
    private static final String HOOKS = "/v1/hooks/";

    /// Asked in this order which record is theirs.
    private static final List<OtlpMapper> TELEMETRY = List.of(new ClaudeCodeTelemetry());

    private static final Map<String, EventFormat> BY_PATH = Map.of(
            "/v1/events",
            new NativeJson(),
            "/v1/logs",
            new OtlpFormat(OtlpSignal.LOGS, TELEMETRY),
            "/v1/metrics",
            new OtlpFormat(OtlpSignal.METRICS, TELEMETRY),
            "/v1/traces",
            new OtlpFormat(OtlpSignal.TRACES, TELEMETRY),
            HOOKS + "claude-code",
            new ClaudeCodeHooks());

    private EventFormats() {}

    /// The format of a route's bodies; empty for other paths and for the hooks of agents not known.
    public static Optional<EventFormat> ofPath(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /// Paths that have a format.
    public static List<String> paths() {
        return BY_PATH.keySet().stream().sorted().toList();
    }
}
