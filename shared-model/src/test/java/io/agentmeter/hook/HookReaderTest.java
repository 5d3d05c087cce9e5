package io.agentmeter.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.event.Claim;
import io.agentmeter.format.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HookReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static HookCall read(HookAgent agent, String body) {
        return HookReader.read(agent, body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> claudeCodeHooks() {
        return Samples.named("claude-code-hook-").stream().filter(name -> !name.contains("-response-"));
    }

    @ParameterizedTest
    @MethodSource("claudeCodeHooks")
    void everyHookOfClaudeCodeIsKnownWithItsSessionAndProject(String sample) {
        HookCall call = read(HookAgent.CLAUDE_CODE, Samples.text(sample));

        assertThat(call.moment()).isNotEqualTo(HookMoment.UNKNOWN);
        assertThat(call.session()).isEqualTo("5e551000-0000-4000-8000-000000000001");
        assertThat(call.project()).isEqualTo(new Claim(700, "billing-api"));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code-hook-UserPromptSubmit.json, CLAUDE_CODE, PROMPT",
        "claude-code-hook-UserPromptExpansion.json, CLAUDE_CODE, EXPANSION",
        "claude-code-hook-PostToolBatch.json, CLAUDE_CODE, NEXT_CALL",
        "claude-code-hook-PreToolUse.json, CLAUDE_CODE, TOOL",
        "claude-code-hook-PreModelSwitch.json, CLAUDE_CODE, MODEL_SWITCH",
        "claude-code-hook-Stop.json, CLAUDE_CODE, TURN_END",
        "claude-code-hook-SessionEnd.json, CLAUDE_CODE, SESSION_END",
        "claude-code-hook-SessionStart.json, CLAUDE_CODE, OTHER",
        "codex-hook-UserPromptSubmit.json, CODEX, PROMPT",
        "copilot-hook-preToolUse.json, COPILOT, TOOL",
        "copilot-hook-PreToolUse-pascal.json, COPILOT, TOOL"
    })
    void anEventStandsForAMomentOfTheAgentsWork(String sample, HookAgent agent, HookMoment moment) {
        assertThat(read(agent, Samples.text(sample)).moment()).isEqualTo(moment);
    }

    @Test
    void theModelThatIsAskedAboutIsTheOneToSwitchTo() {
        assertThat(read(HookAgent.CLAUDE_CODE, Samples.text("claude-code-hook-PreModelSwitch.json"))
                        .model())
                .isEqualTo("claude-opus-5-5");
        assertThat(read(HookAgent.CODEX, Samples.text("codex-hook-UserPromptSubmit.json"))
                        .model())
                .isEqualTo("gpt-6.1-sol");
    }

    @Test
    void aSubagentIsAWorkerOfItsSession() {
        HookCall call = read(HookAgent.CLAUDE_CODE, Samples.text("claude-code-hook-PreToolUse-subagent.json"));
        assertThat(call.worker()).isNotEmpty();
        assertThat(read(HookAgent.CLAUDE_CODE, Samples.text("claude-code-hook-PreToolUse.json"))
                        .worker())
                .isEmpty();
    }

    @Test
    void whatCodexAndGeminiReallySendIsKnownAllOfIt() {
        for (String line : Samples.text("codex-observed-hooks.jsonl").lines().toList()) {
            assertThat(read(HookAgent.CODEX, line).moment()).as(line).isNotEqualTo(HookMoment.UNKNOWN);
            assertThat(read(HookAgent.CODEX, line).project().value()).isEqualTo("shop");
        }
        List<String> gemini =
                Samples.text("gemini-observed-hooks.jsonl").lines().toList();
        for (String line : gemini) {
            assertThat(read(HookAgent.GEMINI_CLI, line).moment()).as(line).isNotEqualTo(HookMoment.UNKNOWN);
        }
        assertThat(gemini.stream().map(line -> read(HookAgent.GEMINI_CLI, line)))
                .anySatisfy(call -> {
                    assertThat(call.moment()).isEqualTo(HookMoment.NEXT_CALL);
                    assertThat(call.model()).isEqualTo("gemini-3.8-flash");
                });
    }

    @Test
    void copilotsEventsAreToldApartInBothSpellingsAlsoWhereTheBodyDoesNotNameThem() {
        for (String line : Samples.text("copilot-observed-hooks.jsonl").lines().toList()) {
            JsonNode observed = json(line);
            HookCall call = read(HookAgent.COPILOT, observed.get("body").toString());
            assertThat(call.event()).as(line).isEqualTo(observed.get("event").asText());
            assertThat(call.moment()).as(line).isNotEqualTo(HookMoment.UNKNOWN);
            assertThat(call.session()).isEqualTo("f02a0cca-3e86-4653-834f-db29d08a8e87");
            assertThat(call.project().value()).isEqualTo("shop");
        }
    }

    @Test
    void aPluginOfOpenCodeSendsWhatItWasCalledWith() {
        HookCall call = read(HookAgent.OPENCODE, """
                {"hook_event_name": "chat.params", "sessionID": "ses_1", "directory": "/home/dev/work/shop", "model": "m"}""");
        assertThat(call)
                .isEqualTo(new HookCall(
                        HookAgent.OPENCODE, "chat.params", HookMoment.NEXT_CALL, "ses_1", "", "m", call.project()));
        assertThat(call.project().value()).isEqualTo("shop");
    }

    @Test
    void anEventOfALaterVersionIsUnknown() {
        assertThat(read(HookAgent.CLAUDE_CODE, "{\"hook_event_name\": \"SomethingNew\"}")
                        .moment())
                .isEqualTo(HookMoment.UNKNOWN);
        assertThat(read(HookAgent.CLAUDE_CODE, "{}").moment()).isEqualTo(HookMoment.UNKNOWN);
        assertThat(read(HookAgent.COPILOT, "{}").moment()).isEqualTo(HookMoment.UNKNOWN);
    }

    @Test
    void whatIsNotAnObjectIsNoHook() {
        assertThat(HookReader.read(HookAgent.CODEX, "[1]".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(HookReader.read(HookAgent.CODEX, "{\"a\":".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(HookReader.read(HookAgent.CODEX, new byte[0])).isEmpty();
    }

    @Test
    void noWordOfAPromptOrAToolIsKept() {
        String canary = "CANARY-71f0";
        String body = "{\"hook_event_name\": \"PreToolUse\", \"session_id\": \"s\", \"prompt\": \"" + canary
                + "\", \"tool_input\": {\"command\": \"" + canary + "\"}, \"toolArgs\": \"" + canary + "\"}";
        for (HookAgent agent : HookAgent.values()) {
            assertThat(read(agent, body).toString()).doesNotContain(canary);
        }
    }
}
