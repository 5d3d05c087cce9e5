package io.agentmeter.format.nativejson;

import io.agentmeter.event.Activity;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
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
import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.Ids;
import io.agentmeter.format.Weights;
import io.agentmeter.format.json.PickedFields;
import io.agentmeter.usage.TokenDetail;
import io.agentmeter.usage.TokenUsage;
import io.agentmeter.usage.Tokens;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One event of a native body. Only the fields listed here are read; a prompt sent by mistake is never looked at.
final class NativeEvent {
    static final Set<String> FIELDS = Set.of(
            "id",
            "kind",
            "time",
            "agent",
            "session",
            "project",
            "user",
            "team",
            "task",
            "machine",
            "branch",
            "source",
            "workspace",
            "workspace.project",
            "workspace.certain",
            "model",
            "tokens",
            "tokens.freshInput",
            "tokens.cacheRead",
            "tokens.cacheWrite",
            "tokens.cacheWrite1h",
            "tokens.output",
            "tokens.reasoning",
            "estimatedCostUsd",
            "durationMs",
            "webSearches",
            "speed",
            "serviceTier",
            "region",
            "lane",
            "agentName",
            "turn",
            "reason",
            "outcome",
            "tool",
            "success",
            "state",
            "activeSeconds",
            "linesAdded",
            "linesRemoved",
            "commits",
            "pullRequests");

    private static final Set<Source> SOURCES = Set.of(Source.NATIVE, Source.TRANSCRIPT, Source.IMPORT);
    private static final String KINDS =
            Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", "));

    private final CheckedFields fields;
    private final boolean backfill;
    private final Receipt receipt;
    private final String idText;
    private final Source source;

    NativeEvent(PickedFields picked, boolean backfill, Receipt receipt) {
        this.fields = new CheckedFields(picked);
        this.backfill = backfill;
        this.receipt = receipt;
        this.idText = fields.text("id");
        this.source = source();
    }

    void addTo(EventCollector events, int index) {
        Optional<UsageEvent> event = event();
        Optional<CheckedFields.Problem> problem = fields.firstProblem();
        if (event.isPresent() && problem.isEmpty()) {
            events.add(index, event.get());
        } else {
            CheckedFields.Problem first = problem.orElseThrow();
            events.reject(index, idText.isEmpty() ? null : Ids.shown(idText), first.field(), first.reason());
        }
    }

    /// Empty if it lacks what every event has; then there is a problem.
    private Optional<UsageEvent> event() {
        checkId();
        Optional<Kind> kind = kind();
        Optional<Instant> time = fields.time("time");
        if (kind.isEmpty() || time.isEmpty() || fields.firstProblem().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(event(envelope(Ids.of(kind.get(), idText), time.get())));
    }

    private UsageEvent event(Envelope envelope) {
        return switch (envelope.id().kind()) {
            case MODEL_REQUEST -> new ModelRequest(envelope, facts());
            case REQUEST_FAILED -> new RequestFailed(envelope, claim("reason"));
            case TURN_STARTED -> new TurnStarted(envelope);
            case TURN_ENDED -> new TurnEnded(envelope, claim("outcome"));
            case SESSION_STARTED -> new SessionStarted(envelope);
            case SESSION_ENDED -> new SessionEnded(envelope, claim("reason"));
            case TOOL_USED ->
                new ToolUsed(envelope, claim("tool"), !fields.flag("success", true), fields.count("durationMs"));
            case TASK_CHANGED -> new TaskChanged(envelope, claim("task"), claim("state"));
            case RATE_LIMITED -> new RateLimited(envelope, claim("reason"));
            case ACTIVITY ->
                new Activity(
                        envelope,
                        fields.count("activeSeconds"),
                        fields.count("linesAdded"),
                        fields.count("linesRemoved"),
                        fields.count("commits"),
                        fields.count("pullRequests"),
                        tokens());
        };
    }

    private void checkId() {
        if (!fields.has("id")) {
            fields.refuse("id", "is missing");
        } else if (idText.length() > EventId.MAX_LENGTH) {
            fields.refuse("id", "must not be longer than " + EventId.MAX_LENGTH + " characters");
        } else if (!Ids.isUsable(idText)) {
            fields.refuse("id", "must not be blank");
        }
    }

    private Optional<Kind> kind() {
        Optional<Kind> kind = Kind.ofLabel(fields.text("kind"));
        if (kind.isEmpty()) {
            fields.refuse("kind", fields.has("kind") ? "must be one of " + KINDS : "is missing");
        }
        return kind;
    }

    private Source source() {
        if (!fields.has("source")) {
            return Source.NATIVE;
        }
        Optional<Source> named = Source.ofLabel(fields.text("source")).filter(SOURCES::contains);
        if (named.isEmpty()) {
            fields.refuse("source", "must be one of native, transcript, import");
        }
        return named.orElse(Source.NATIVE);
    }

    private Envelope envelope(EventId id, Instant time) {
        Attribution attribution = attribution();
        String session = fields.name("session");
        return new Envelope(
                id,
                time,
                session.isEmpty() ? Envelope.sessionless(attribution) : session,
                attribution,
                Set.of(source),
                !backfill);
    }

    private Attribution attribution() {
        fields.object("workspace");
        int workspaceWeight =
                fields.flag("workspace.certain", false) ? Weights.WORKSPACE_CERTAIN : Weights.WORKSPACE_GUESSED;
        Claim workspace = new Claim(workspaceWeight, fields.name("workspace.project"));
        Claim owner = new Claim(Weights.USER_TOKEN_OWNER, receipt.owner());
        return new Attribution(
                explicit("project").merge(workspace),
                explicit("user").merge(owner),
                explicit("team"),
                observed("agent"),
                explicit("task"),
                observed("machine"),
                observed("branch"));
    }

    private ModelRequest.Facts facts() {
        return new ModelRequest.Facts(
                claim("model"),
                tokens(),
                fields.cost("estimatedCostUsd").orElse(null),
                fields.count("durationMs"),
                fields.count("webSearches"),
                claim("speed"),
                claim("serviceTier"),
                claim("region"),
                claim("lane"),
                claim("agentName"),
                claim("turn"));
    }

    private TokenUsage tokens() {
        fields.object("tokens");
        long cacheWrite = fields.count("tokens.cacheWrite");
        long output = fields.count("tokens.output");
        return new TokenUsage(
                Tokens.of(fields.count("tokens.freshInput")),
                Tokens.of(fields.count("tokens.cacheRead")),
                Tokens.of(cacheWrite),
                Tokens.of(output),
                detail("tokens.cacheWrite1h", cacheWrite, "tokens.cacheWrite"),
                detail("tokens.reasoning", output, "tokens.output"));
    }

    private TokenDetail detail(String field, long whole, String wholeField) {
        if (!fields.has(field)) {
            return TokenDetail.UNKNOWN;
        }
        long part = fields.count(field);
        if (part > whole) {
            fields.refuse(field, "must not be above " + wholeField + ", which it is a part of");
        }
        return TokenDetail.of(part);
    }

    private Claim explicit(String field) {
        return Claim.explicit(fields.name(field));
    }

    private Claim observed(String field) {
        return new Claim(Weights.OBSERVED, fields.name(field));
    }

    private Claim claim(String field) {
        return Claim.of(source, fields.name(field));
    }
}
