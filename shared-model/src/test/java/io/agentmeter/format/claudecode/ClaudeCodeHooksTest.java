package io.agentmeter.format.claudecode;

import static io.agentmeter.format.Samples.events;
import static io.agentmeter.format.Samples.single;
import static io.agentmeter.format.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Kind;
import io.agentmeter.event.RateLimited;
import io.agentmeter.event.SessionEnded;
import io.agentmeter.event.Source;
import io.agentmeter.event.TaskChanged;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnEnded;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeCodeHooksTest {
    private static final String HOOKS = "/v1/hooks/claude-code";
    private static final String SESSION = "5e551000-0000-4000-8000-000000000001";
    private static final String PROMPT = "9a0e0000-0000-4000-8000-000000000101";

    static Stream<String> hooks() {
        return Samples.named("claude-code-hook-").stream().filter(name -> !name.contains("-response-"));
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void everyHookTellsWhereItsSessionWorks(String sample) {
        UsageEvent event = single(UsageEvent.class, events(HOOKS, text(sample)));

        assertThat(event.session()).isEqualTo(SESSION);
        assertThat(event.time()).isEqualTo("2026-11-22T10:00:30.123Z");
        assertThat(event.envelope().sources()).isEqualTo(Set.of(Source.HOOK));
        assertThat(event.envelope().attribution())
                .isEqualTo(Attribution.NONE
                        .withProject(new Claim(700, "billing-api"))
                        .withAgent(new Claim(500, "claude-code")));
    }

    @ParameterizedTest
    @CsvSource({
        "UserPromptSubmit, turn_started, " + PROMPT,
        "PostToolUse, tool_used, toolu_01SYNTH000000000000000001",
        "PostToolUseFailure, tool_used, toolu_01SYNTH000000000000000001",
        "PostToolUse-Agent, tool_used, toolu_01SYNTH000000000000000004",
        "Stop, turn_ended, " + SESSION + ":Stop:" + PROMPT,
        "SubagentStop, turn_ended, " + SESSION + ":SubagentStop:a1b2c3d4e5f60718:" + PROMPT,
        "StopFailure, rate_limited, " + SESSION + ":StopFailure:" + PROMPT,
        "SessionStart, session_started, session:" + SESSION,
        "SessionStart-resume, session_started, session:" + SESSION,
        "SessionEnd, session_ended, " + SESSION + ":SessionEnd:2026-11-22T10:00:00Z",
        "TaskCreated, task_changed, " + SESSION + ":task-001:created",
        "TaskCompleted, task_changed, " + SESSION + ":task-001:completed",
        "PreToolUse, session_started, session:" + SESSION,
        "PreToolUse-mcp, session_started, session:" + SESSION,
        "PostToolBatch, session_started, session:" + SESSION,
        "PermissionRequest, session_started, session:" + SESSION,
        "PermissionDenied, session_started, session:" + SESSION,
        "SubagentStart, session_started, session:" + SESSION,
        "UserPromptExpansion, session_started, session:" + SESSION,
        "Notification, session_started, session:" + SESSION,
        "PreCompact, session_started, session:" + SESSION,
        "PostCompact, session_started, session:" + SESSION,
        "TeammateIdle, session_started, session:" + SESSION,
        "PreModelSwitch, session_started, session:" + SESSION,
        "PostModelSwitch, session_started, session:" + SESSION,
        "ConfigChange, session_started, session:" + SESSION,
        "CwdChanged, session_started, session:" + SESSION,
    })
    void givesEachHookItsEventAndId(String hook, String kind, String id) {
        UsageEvent event = single(UsageEvent.class, events(HOOKS, text("claude-code-hook-" + hook + ".json")));

        assertThat(event.kind()).isEqualTo(Kind.ofLabel(kind).orElseThrow());
        assertThat(event.id().text()).isEqualTo(id);
    }

    @Test
    void readsToolsWithTheirOutcomeAndDuration() {
        ToolUsed used = single(ToolUsed.class, events(HOOKS, text("claude-code-hook-PostToolUse.json")));
        ToolUsed failed = single(ToolUsed.class, events(HOOKS, text("claude-code-hook-PostToolUseFailure.json")));

        assertThat(used.tool().value()).isEqualTo("Bash");
        assertThat(used.failed()).isFalse();
        assertThat(used.durationMs()).isEqualTo(1502);
        assertThat(failed.failed()).isTrue();
        assertThat(used.merge(failed)).isEqualTo(failed.merge(used));
    }

    @Test
    void believesAHookThatNamesAToolMoreThanTelemetryThatDoesNot() {
        Claim hook = Claim.of(Source.HOOK, "mcp__tracker__create_issue");
        assertThat(hook.merge(Claim.of(Source.HOOK, "mcp_tool"))).isEqualTo(hook);
    }

    @Test
    void saysHowATurnSessionOrTaskEnded() {
        assertThat(single(TurnEnded.class, events(HOOKS, text("claude-code-hook-Stop.json")))
                        .outcome()
                        .value())
                .isEqualTo("done");
        assertThat(single(RateLimited.class, events(HOOKS, text("claude-code-hook-StopFailure.json")))
                        .reason()
                        .value())
                .isEqualTo("rate_limit");
        assertThat(single(SessionEnded.class, events(HOOKS, text("claude-code-hook-SessionEnd.json")))
                        .reason()
                        .value())
                .isEqualTo("prompt_input_exit");
        TaskChanged task = single(TaskChanged.class, events(HOOKS, text("claude-code-hook-TaskCompleted.json")));
        assertThat(task.task().value()).isEqualTo("task-001");
        assertThat(task.state().value()).isEqualTo("completed");
    }

    @ParameterizedTest
    @CsvSource({"overloaded, overloaded", "billing_error, billing_error", "anything else, unknown"})
    void takesErrorsOfFailedTurnsFromAList(String error, String outcome) {
        String json = text("claude-code-hook-StopFailure.json").replace("\"rate_limit\"", "\"" + error + "\"");

        assertThat(single(TurnEnded.class, events(HOOKS, json)).outcome().value())
                .isEqualTo(outcome);
    }

    @Test
    void takesReasonsOfEndsFromAList() {
        String json = text("claude-code-hook-SessionEnd.json").replace("prompt_input_exit", "my secret");

        assertThat(single(SessionEnded.class, events(HOOKS, json)).reason().value())
                .isEqualTo("other");
    }

    @Test
    void tellsPromptsWithoutAnIdApartByTheMinute() {
        String json = text("claude-code-hook-UserPromptSubmit.json").replace("\"prompt_id\"", "\"x\"");

        assertThat(single(TurnStarted.class, events(HOOKS, json)).id().text())
                .isEqualTo(SESSION + ":UserPromptSubmit:2026-11-22T10:00:00Z");
    }

    @Test
    void namesTheTokensOwnerWhereNobodyElseIsNamed() {
        byte[] body = text("claude-code-hook-Stop.json").getBytes(StandardCharsets.UTF_8);
        Receipt ofAnn = new Receipt(Samples.RECEIVED_AT, "ann");

        UsageEvent event = single(UsageEvent.class, events(Samples.read(HOOKS, body, "application/json", ofAnn)));

        assertThat(event.envelope().attribution().user()).isEqualTo(new Claim(300, "ann"));
    }

    @Test
    void readsTheHooksOfARealRun() {
        List<Kind> kinds = text("claude-code-observed-hooks.jsonl")
                .lines()
                .map(line -> single(UsageEvent.class, events(HOOKS, line)))
                .peek(event ->
                        assertThat(event.envelope().attribution().project()).isEqualTo(new Claim(700, "shop")))
                .map(UsageEvent::kind)
                .toList();

        assertThat(kinds)
                .containsExactly(
                        Kind.TURN_STARTED,
                        Kind.SESSION_STARTED,
                        Kind.TOOL_USED,
                        Kind.SESSION_STARTED,
                        Kind.TURN_ENDED,
                        Kind.SESSION_ENDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"hook_event_name\":\"Stop\"}",
                "{\"hook_event_name\":\"Stop\",\"session_id\":\"\"}",
                "{\"hook_event_name\":\"Stop\",\"session_id\":null}",
                "{\"hook_event_name\":\"Stop\",\"session_id\":{\"a\":1}}",
                "{\"hook_event_name\":\"InventedTomorrow\",\"session_id\":\"s\",\"cwd\":\"/srv/shop\"}",
                "{\"hook_event_name\":7,\"session_id\":\"s\"}"
            })
    void ignoresHooksThatItDoesNotKnowOrThatNameNoSession(String json) {
        assertThat(events(HOOKS, json)).isEqualTo(new Events(List.of(), List.of(), 1, false));
    }

    @Test
    void skipsDeeplyNestedToolOutput() {
        String deep = "[".repeat(400) + "]".repeat(400);
        String json = text("claude-code-hook-PostToolUse.json").replace("\"synthetic output\"", deep);

        assertThat(single(ToolUsed.class, events(HOOKS, json)).tool().value()).isEqualTo("Bash");
    }
}
