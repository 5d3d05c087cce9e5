package io.agentmeter.format.claudecode;

import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.otlp.OtlpMapper;
import io.agentmeter.format.otlp.OtlpPoint;
import io.agentmeter.format.otlp.OtlpRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Claude Code's telemetry: log records are usage, metrics are activity and a cross-check.
public final class ClaudeCodeTelemetry implements OtlpMapper {
    static final String AGENT = "claude-code";
    private static final Set<String> SERVICES = Set.of(AGENT, "claude-code-desktop");
    private static final Set<String> ATTRIBUTES = Stream.of(
                    TelemetryAttribution.ATTRIBUTES,
                    LogMapper.ATTRIBUTES,
                    MetricMapper.ATTRIBUTES,
                    Set.of("service.name"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public Set<String> attributes() {
        return ATTRIBUTES;
    }

    /// By the service, else by the name: collectors and wrappers may have changed the resource.
    @Override
    public boolean reads(OtlpRecord record) {
        return SERVICES.contains(record.resource().text("service.name"))
                || record.body().startsWith(LogMapper.PREFIX)
                || record.eventName().startsWith(LogMapper.PREFIX);
    }

    @Override
    public boolean reads(OtlpPoint point) {
        return SERVICES.contains(point.resource().text("service.name"))
                || point.metric().name().startsWith(MetricMapper.PREFIX);
    }

    @Override
    public void mapRecords(List<OtlpRecord> records, Receipt receipt, EventCollector events) {
        records.forEach(record -> LogMapper.map(record, receipt, events));
    }

    @Override
    public void mapPoints(List<OtlpPoint> points, Receipt receipt, EventCollector events) {
        MetricMapper.map(points, receipt, events);
    }
}
