package io.agentmeter.format.claudecode;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.Sequences;
import io.agentmeter.event.Source;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.format.Counts;
import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.Ids;
import io.agentmeter.format.otlp.OtlpRecord;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/// Claude Code's log records. Four of its events mean something here, chosen by name: others carry a `request_id` too
/// (tool decisions, tool results, answers) and are no requests.
final class LogMapper {
    static final String PREFIX = "claude_code.";
    static final Set<String> ATTRIBUTES = Set.of(
            "event.name",
            "event.timestamp",
            "event.sequence",
            "session.id",
            "prompt.id",
            "model",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_creation_tokens",
            "cache_creation_5m_tokens",
            "cache_creation_1h_tokens",
            "cost_usd",
            "cost_usd_micros",
            "duration_ms",
            "request_id",
            "client_request_id",
            "speed",
            "agent.name",
            "error",
            "status_code",
            "attempt",
            "tool_name",
            "tool_use_id",
            "success");

    private LogMapper() {}

    static void map(OtlpRecord record, Receipt receipt, EventCollector events) {
        switch (name(record)) {
            case "api_request" -> ApiRequest.map(record, receipt, events);
            case "api_error" -> events.add(record.index(), requestFailed(record, receipt));
            case "user_prompt" -> events.add(record.index(), turnStarted(record, receipt));
            case "tool_result" -> events.add(record.index(), toolUsed(record, receipt));
            default -> events.passOver(record.text("session.id"), sequence(record));
        }
    }

    private static String name(OtlpRecord record) {
        String attribute = record.attributes().text("event.name");
        String name = attribute.isEmpty() ? record.body() : attribute;
        String known = name.isEmpty() ? record.eventName() : name;
        return known.startsWith(PREFIX) ? known.substring(PREFIX.length()) : known;
    }

    private static RequestFailed requestFailed(OtlpRecord record, Receipt receipt) {
        Envelope envelope = envelope(ownId(record, Kind.REQUEST_FAILED, "attempt", receipt), record, receipt);
        String reason = ErrorWords.of(
                record.attributes().text("status_code"), record.attributes().text("error"));
        return new RequestFailed(envelope, Claim.of(Source.OTLP, reason));
    }

    private static TurnStarted turnStarted(OtlpRecord record, Receipt receipt) {
        return new TurnStarted(envelope(id(record, Kind.TURN_STARTED, "prompt.id", receipt), record, receipt));
    }

    private static ToolUsed toolUsed(OtlpRecord record, Receipt receipt) {
        EventId id = id(record, Kind.TOOL_USED, "tool_use_id", receipt);
        boolean failed = record.attributes().text("success").equals("false");
        long durationMs = Counts.whole(record.attributes().text("duration_ms")).orElse(0);
        return new ToolUsed(envelope(id, record, receipt), tool(record), failed, durationMs);
    }

    /// Telemetry says `mcp_tool` for the tools of a user's own servers; a hook that names the tool knows better.
    private static Claim tool(OtlpRecord record) {
        String tool = record.attributes().text("tool_name");
        return Claim.of(tool.equals("mcp_tool") ? Source.HOOK : Source.OTLP, tool);
    }

    private static EventId id(OtlpRecord record, Kind kind, String attribute, Receipt receipt) {
        String id = record.attributes().text(attribute);
        return Ids.isUsable(id) ? Ids.of(kind, id) : ownId(record, kind, "tool_name", receipt);
    }

    /// For records without an id: session, sequence and time. The sequence alone starts anew when a session is
    /// resumed. Where there is no sequence, another attribute stands in for it.
    static EventId ownId(OtlpRecord record, Kind kind, String substitute, Receipt receipt) {
        String sequence = record.attributes().text("event.sequence");
        return Ids.of(
                kind,
                record.text("session.id"),
                sequence.isEmpty() ? record.attributes().text(substitute) : sequence,
                time(record, receipt).toString());
    }

    static Envelope envelope(EventId id, OtlpRecord record, Receipt receipt) {
        Attribution attribution = TelemetryAttribution.of(record, receipt);
        String session = record.text("session.id");
        return new Envelope(
                id,
                time(record, receipt),
                session.isBlank() ? Envelope.sessionless(attribution) : session,
                attribution,
                Set.of(Source.OTLP),
                true,
                sequence(record));
    }

    /// The record's number in its session; it starts anew when a session is resumed.
    private static Sequences sequence(OtlpRecord record) {
        OptionalLong number = Counts.whole(record.attributes().text("event.sequence"));
        return number.isPresent() ? Sequences.of(number.getAsLong()) : Sequences.NONE;
    }

    private static Instant time(OtlpRecord record, Receipt receipt) {
        return record.time("event.timestamp", receipt.receivedAt());
    }
}
