package io.agentmeter.format.claudecode;

import io.agentmeter.event.Activity;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.Kind;
import io.agentmeter.event.Source;
import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.Ids;
import io.agentmeter.format.Limits;
import io.agentmeter.format.Times;
import io.agentmeter.format.otlp.OtlpPoint;
import io.agentmeter.format.otlp.OtlpPoint.Temporality;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Claude Code's metrics: one [Activity] per session and export. They repeat what the log records say of tokens, so
/// they
/// are never added to usage. Only delta sums can be read without remembering the last export.
final class MetricMapper {
    static final String PREFIX = "claude_code.";
    static final Set<String> ATTRIBUTES = Set.of(
            "session.id",
            "type",
            "model",
            "query_source",
            "speed",
            "effort",
            "agent.name",
            "skill.name",
            "plugin.name",
            "marketplace.name",
            "mcp_server.name",
            "mcp_tool.name");

    private static final String ACTIVE_TIME = PREFIX + "active_time.total";
    private static final String LINES = PREFIX + "lines_of_code.count";
    private static final String COMMITS = PREFIX + "commit.count";
    private static final String PULL_REQUESTS = PREFIX + "pull_request.count";
    private static final String TOKENS = PREFIX + "token.usage";
    private static final Set<String> READ = Set.of(ACTIVE_TIME, LINES, COMMITS, PULL_REQUESTS, TOKENS);
    private static final BigDecimal MOST = BigDecimal.valueOf(Limits.MAX_COUNT);

    private MetricMapper() {}

    /// One export of one session.
    private record Export(String session, long timeUnixNano) {}

    static void map(List<OtlpPoint> points, Receipt receipt, EventCollector events) {
        Map<Export, List<OtlpPoint>> exports = points.stream()
                .filter(point -> isRead(point, events))
                .collect(Collectors.groupingBy(
                        point -> new Export(point.text("session.id"), point.timeUnixNano()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        exports.forEach(
                (export, ofExport) -> events.add(ofExport.getFirst().index(), activity(export, ofExport, receipt)));
    }

    private static boolean isRead(OtlpPoint point, EventCollector events) {
        if (!READ.contains(point.metric().name())) {
            events.ignore(1);
            return false;
        }
        Optional<Wrong> wrong = wrong(point);
        wrong.ifPresent(field -> events.reject(point.index(), null, field.name(), field.reason()));
        return wrong.isEmpty();
    }

    private record Wrong(String name, String reason) {}

    private static Optional<Wrong> wrong(OtlpPoint point) {
        if (point.metric().temporality() != Temporality.DELTA) {
            return Optional.of(new Wrong(
                    "aggregationTemporality",
                    "must be delta (set OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE=delta)"));
        }
        boolean counts = point.number()
                .filter(number -> number.signum() >= 0 && number.compareTo(MOST) <= 0)
                .isPresent();
        return counts
                ? Optional.empty()
                : Optional.of(new Wrong("value", "must be a number from 0 to " + Limits.MAX_COUNT));
    }

    private static Activity activity(Export export, List<OtlpPoint> points, Receipt receipt) {
        Attribution attribution = TelemetryAttribution.of(points.getFirst(), receipt);
        String session = export.session().isBlank() ? Envelope.sessionless(attribution) : export.session();
        String series = points.stream().map(OtlpPoint::series).sorted().collect(Collectors.joining("\n"));
        Envelope envelope = new Envelope(
                Ids.of(Kind.ACTIVITY, Ids.hash(session + "\n" + series)),
                Times.ofUnixNanos(export.timeUnixNano())
                        .orElseGet(() -> receipt.receivedAt().truncatedTo(ChronoUnit.MILLIS)),
                session,
                attribution,
                Set.of(Source.METRICS),
                true);
        return new Activity(
                envelope,
                sum(points, ACTIVE_TIME, ""),
                sum(points, LINES, "added"),
                sum(points, LINES, "removed"),
                sum(points, COMMITS, ""),
                sum(points, PULL_REQUESTS, ""),
                TokenUsage.of(
                        sum(points, TOKENS, "input"),
                        sum(points, TOKENS, "cacheRead"),
                        sum(points, TOKENS, "cacheCreation"),
                        sum(points, TOKENS, "output")));
    }

    /// Exact, then to the nearest whole: seconds come in fractions.
    private static long sum(List<OtlpPoint> points, String metric, String typeOrAny) {
        return points.stream()
                .filter(point -> point.metric().name().equals(metric))
                .filter(point ->
                        typeOrAny.isEmpty() || point.attributes().text("type").equals(typeOrAny))
                .flatMap(point -> point.number().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
