package io.agentmeter.collector.backfill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.Weights;
import io.agentmeter.usage.TokenDetail;
import io.agentmeter.usage.TokenUsage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes events as the body of `POST /v1/events`.
final class NativeEvents {
    private static final JsonFactory JSON = new JsonFactory();

    private NativeEvents() {}

    static String body(List<UsageEvent> events) {
        StringWriter text = new StringWriter(events.size() * 700);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("backfill", true);
            json.writeArrayFieldStart("events");
            for (UsageEvent event : events) {
                write(json, event);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, UsageEvent event) throws IOException {
        Attribution attribution = event.envelope().attribution();
        json.writeStartObject();
        json.writeStringField("id", event.id().text());
        json.writeStringField("kind", event.kind().label());
        json.writeStringField("time", event.time().toString());
        json.writeStringField("source", "transcript");
        json.writeStringField("session", event.session());
        text(json, "agent", attribution.agent());
        text(json, "branch", attribution.branch());
        Claim project = attribution.project();
        if (project.isPresent()) {
            json.writeObjectFieldStart("workspace");
            json.writeStringField("project", project.value());
            json.writeBooleanField("certain", project.weight() >= Weights.WORKSPACE_CERTAIN);
            json.writeEndObject();
        }
        if (event instanceof ModelRequest request) {
            write(json, request.facts());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ModelRequest.Facts facts) throws IOException {
        text(json, "model", facts.model());
        write(json, facts.tokens());
        if (facts.reportedCost().isPresent()) {
            json.writeStringField("estimatedCostUsd", facts.reportedCost().get().text());
        }
        if (facts.webSearches() > 0) {
            json.writeNumberField("webSearches", facts.webSearches());
        }
        text(json, "speed", facts.speed());
        text(json, "serviceTier", facts.serviceTier());
        text(json, "region", facts.region());
        text(json, "turn", facts.turn());
    }

    private static void write(JsonGenerator json, TokenUsage tokens) throws IOException {
        json.writeObjectFieldStart("tokens");
        json.writeNumberField("freshInput", tokens.freshInput().count());
        json.writeNumberField("cacheRead", tokens.cacheRead().count());
        json.writeNumberField("cacheWrite", tokens.cacheWrite().count());
        detail(json, "cacheWrite1h", tokens.cacheWrite1h());
        json.writeNumberField("output", tokens.output().count());
        detail(json, "reasoning", tokens.reasoning());
        json.writeEndObject();
    }

    private static void detail(JsonGenerator json, String name, TokenDetail detail) throws IOException {
        if (detail.isKnown()) {
            json.writeNumberField(name, detail.countOrUnknown());
        }
    }

    private static void text(JsonGenerator json, String name, Claim claim) throws IOException {
        if (claim.isPresent()) {
            json.writeStringField(name, claim.value());
        }
    }
}
