package io.agentmeter.format.claudecode;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.RateLimited;
import io.agentmeter.event.SessionEnded;
import io.agentmeter.event.SessionStarted;
import io.agentmeter.event.Source;
import io.agentmeter.event.TaskChanged;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnEnded;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.Counts;
import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.Ids;
import io.agentmeter.format.Weights;
import io.agentmeter.format.json.PickedFields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/// One hook call as an event. Hooks carry no time, so receipt is their time. A hook that is no event of its own still
/// says where its session works: it becomes the session's start, which is one event however often it is said.
final class HookMapper {
    static final Set<String> FIELDS = Set.of(
            "session_id",
            "transcript_path",
            "cwd",
            "hook_event_name",
            "prompt_id",
            "agent_id",
            "tool_name",
            "tool_use_id",
            "duration_ms",
            "error",
            "reason",
            "task_id");

    private static final Set<String> END_REASONS = Set.of("clear", "resume", "logout", "prompt_input_exit", "other");

    /// Events that only say where the session works.
    private static final Set<String> WITHOUT_OWN_EVENT = Set.of(
            "SessionStart",
            "Setup",
            "UserPromptExpansion",
            "PreToolUse",
            "PermissionRequest",
            "PermissionDenied",
            "PostToolBatch",
            "SubagentStart",
            "Notification",
            "PreCompact",
            "PostCompact",
            "TeammateIdle",
            "PreModelSwitch",
            "PostModelSwitch",
            "ConfigChange",
            "CwdChanged",
            "DirectoryAdded",
            "FileChanged",
            "InstructionsLoaded",
            "MessageDisplay",
            "WorktreeCreate",
            "WorktreeRemove",
            "Elicitation",
            "ElicitationResult");

    private final PickedFields fields;
    private final Receipt receipt;
    private final String session;
    private final String hook;

    HookMapper(PickedFields fields, Receipt receipt) {
        this.fields = fields;
        this.receipt = receipt;
        this.session = fields.text("session_id");
        this.hook = fields.text("hook_event_name");
    }

    Events events() {
        EventCollector events = new EventCollector();
        Optional<UsageEvent> event = Ids.isUsable(session) ? event() : Optional.empty();
        event.ifPresentOrElse(found -> events.add(0, found), () -> events.ignore(1));
        return events.events(false);
    }

    private Optional<UsageEvent> event() {
        return switch (hook) {
            case "UserPromptSubmit" -> Optional.of(new TurnStarted(envelope(turnId())));
            case "PostToolUse" -> Optional.of(toolUsed(false));
            case "PostToolUseFailure" -> Optional.of(toolUsed(true));
            case "Stop" -> Optional.of(turnEnded("done", session, hook, promptOrMinute()));
            case "SubagentStop" ->
                Optional.of(turnEnded("done", session, hook, fields.text("agent_id"), promptOrMinute()));
            case "StopFailure" -> Optional.of(stopFailure());
            case "SessionEnd" -> Optional.of(sessionEnded());
            case "TaskCreated" -> Optional.of(taskChanged("created"));
            case "TaskCompleted" -> Optional.of(taskChanged("completed"));
            default -> WITHOUT_OWN_EVENT.contains(hook) ? Optional.of(sessionSeen()) : Optional.empty();
        };
    }

    private EventId turnId() {
        String prompt = fields.text("prompt_id");
        return Ids.isUsable(prompt)
                ? Ids.of(Kind.TURN_STARTED, prompt)
                : Ids.of(Kind.TURN_STARTED, session, hook, minute());
    }

    private ToolUsed toolUsed(boolean failed) {
        String call = fields.text("tool_use_id");
        EventId id = Ids.isUsable(call)
                ? Ids.of(Kind.TOOL_USED, call)
                : Ids.of(Kind.TOOL_USED, session, hook, fields.text("tool_name"), minute());
        long durationMs = Counts.whole(fields.text("duration_ms")).orElse(0);
        return new ToolUsed(envelope(id), said(fields.text("tool_name")), failed, durationMs);
    }

    private TurnEnded turnEnded(String outcome, String... idParts) {
        return new TurnEnded(envelope(Ids.of(Kind.TURN_ENDED, idParts)), said(outcome));
    }

    private UsageEvent stopFailure() {
        String error = ErrorWords.ofHook(fields.text("error"));
        return error.equals(ErrorWords.RATE_LIMIT)
                ? new RateLimited(envelope(Ids.of(Kind.RATE_LIMITED, session, hook, promptOrMinute())), said(error))
                : turnEnded(error, session, hook, promptOrMinute());
    }

    /// A resumed session ends again, so an end is told from another by its minute.
    private SessionEnded sessionEnded() {
        String reason = fields.text("reason");
        EventId id = Ids.of(Kind.SESSION_ENDED, session, hook, minute());
        return new SessionEnded(envelope(id), said(END_REASONS.contains(reason) ? reason : "other"));
    }

    private TaskChanged taskChanged(String state) {
        String task = fields.text("task_id");
        return new TaskChanged(envelope(Ids.of(Kind.TASK_CHANGED, session, task, state)), said(task), said(state));
    }

    private SessionStarted sessionSeen() {
        return new SessionStarted(envelope(Ids.of(Kind.SESSION_STARTED, "session", session)));
    }

    private Envelope envelope(EventId id) {
        Attribution attribution = Attribution.NONE
                .withAgent(new Claim(Weights.OBSERVED, ClaudeCodeTelemetry.AGENT))
                .withUser(new Claim(Weights.USER_TOKEN_OWNER, receipt.owner()))
                .withProject(WorkspaceName.of(fields.text("cwd"), fields.text("transcript_path")));
        Instant time = receipt.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        return new Envelope(id, time, session, attribution, Set.of(Source.HOOK), true);
    }

    private String promptOrMinute() {
        String prompt = fields.text("prompt_id");
        return Ids.isUsable(prompt) ? prompt : minute();
    }

    private String minute() {
        return receipt.receivedAt().truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private static Claim said(String value) {
        return Claim.of(Source.HOOK, value);
    }
}
