package io.agentmeter.event.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.agentmeter.event.Activity;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.RateLimited;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.SessionEnded;
import io.agentmeter.event.SessionStarted;
import io.agentmeter.event.Source;
import io.agentmeter.event.TaskChanged;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnEnded;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.io.IOException;

/// Writes one event with the names of [Field].
final class EventWriter {
    private final JsonGenerator json;

    EventWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(UsageEvent event) throws IOException {
        json.writeStartObject();
        write(event.envelope());
        switch (event) {
            case ModelRequest(Envelope _, ModelRequest.Facts facts) -> write(facts);
            case RequestFailed(Envelope _, Claim reason) -> claim(Field.REASON, reason);
            case TurnStarted _, SessionStarted _ -> {}
            case TurnEnded(Envelope _, Claim outcome) -> claim(Field.REASON, outcome);
            case SessionEnded(Envelope _, Claim reason) -> claim(Field.REASON, reason);
            case ToolUsed(Envelope _, Claim tool, boolean failed, long durationMs) -> {
                claim(Field.TOOL, tool);
                if (failed) {
                    json.writeBooleanField(Field.FAILED, true);
                }
                number(Field.DURATION, durationMs);
            }
            case TaskChanged(Envelope _, Claim task, Claim state) -> {
                claim(Field.CHANGED_TASK, task);
                claim(Field.STATE, state);
            }
            case RateLimited(Envelope _, Claim reason) -> claim(Field.REASON, reason);
            case Activity activity -> write(activity);
        }
        json.writeEndObject();
    }

    private void write(Envelope envelope) throws IOException {
        json.writeStringField(Field.KIND, envelope.id().kind().label());
        json.writeStringField(Field.ID, envelope.id().text());
        json.writeNumberField(Field.TIME, envelope.time().toEpochMilli());
        json.writeStringField(Field.SESSION, envelope.session());
        json.writeArrayFieldStart(Field.SOURCES);
        for (Source source : envelope.sources()) {
            json.writeString(source.label());
        }
        json.writeEndArray();
        if (!envelope.live()) {
            json.writeBooleanField(Field.LIVE, false);
        }
        if (!envelope.sequences().isEmpty()) {
            json.writeStringField(Field.SEQUENCES, envelope.sequences().text());
        }
        Attribution attribution = envelope.attribution();
        claim(Field.PROJECT, attribution.project());
        claim(Field.USER, attribution.user());
        claim(Field.TEAM, attribution.team());
        claim(Field.AGENT, attribution.agent());
        claim(Field.TASK, attribution.task());
        claim(Field.MACHINE, attribution.machine());
        claim(Field.BRANCH, attribution.branch());
    }

    private void write(ModelRequest.Facts facts) throws IOException {
        claim(Field.MODEL, facts.model());
        tokens(facts.tokens());
        Money cost = facts.reportedCostOrNull();
        if (cost != null) {
            json.writeStringField(Field.REPORTED_COST, cost.text());
        }
        number(Field.DURATION, facts.durationMs());
        number(Field.WEB_SEARCHES, facts.webSearches());
        claim(Field.SPEED, facts.speed());
        claim(Field.SERVICE_TIER, facts.serviceTier());
        claim(Field.REGION, facts.region());
        claim(Field.LANE, facts.lane());
        claim(Field.AGENT_NAME, facts.agentName());
        claim(Field.TURN, facts.turn());
    }

    private void write(Activity activity) throws IOException {
        number(Field.ACTIVE_SECONDS, activity.activeSeconds());
        number(Field.LINES_ADDED, activity.linesAdded());
        number(Field.LINES_REMOVED, activity.linesRemoved());
        number(Field.COMMITS, activity.commits());
        number(Field.PULL_REQUESTS, activity.pullRequests());
        tokens(activity.tokens());
    }

    private void tokens(TokenUsage tokens) throws IOException {
        if (tokens.equals(TokenUsage.NONE)) {
            return;
        }
        json.writeArrayFieldStart(Field.TOKENS);
        json.writeNumber(tokens.freshInput().count());
        json.writeNumber(tokens.cacheRead().count());
        json.writeNumber(tokens.cacheWrite().count());
        json.writeNumber(tokens.output().count());
        json.writeNumber(tokens.cacheWrite1h().countOrUnknown());
        json.writeNumber(tokens.reasoning().countOrUnknown());
        json.writeEndArray();
    }

    private void claim(String name, Claim claim) throws IOException {
        if (claim.isPresent()) {
            json.writeArrayFieldStart(name);
            json.writeNumber(claim.weight());
            json.writeString(claim.value());
            json.writeEndArray();
        }
    }

    private void number(String name, long value) throws IOException {
        if (value != 0) {
            json.writeNumberField(name, value);
        }
    }
}
