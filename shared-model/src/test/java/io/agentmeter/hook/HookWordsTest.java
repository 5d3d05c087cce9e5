package io.agentmeter.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.budget.Verdict;
import io.agentmeter.event.Claim;
import io.agentmeter.format.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HookWordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REASON = "The budget is used up.";

    private static HookCall call(HookAgent agent, String event) {
        return new HookCall(agent, event, agent.momentOf(event), "s", "", "", Claim.NONE);
    }

    private static String words(HookAgent agent, String event, Verdict verdict) {
        return HookWords.of(call(agent, event), verdict, REASON, false);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertLikeSample(String sample, String answer, String reasonAt) {
        JsonNode expected = json(Samples.text(sample));
        JsonNode actual = json(answer);
        assertThat(expected.at(reasonAt).asText()).isNotEmpty();
        assertThat(actual.at(reasonAt).asText()).isEqualTo(REASON);
        actual.fieldNames()
                .forEachRemaining(
                        name -> assertThat(expected.has(name)).as(name).isTrue());
    }

    @Test
    void claudeCodeIsBlockedAsItsSamplesSay() {
        assertLikeSample(
                "claude-code-hook-response-UserPromptSubmit-block.json",
                words(HookAgent.CLAUDE_CODE, "UserPromptSubmit", Verdict.PAUSE),
                "/reason");
        assertLikeSample(
                "claude-code-hook-response-PostToolBatch-block.json",
                words(HookAgent.CLAUDE_CODE, "PostToolBatch", Verdict.STOP),
                "/reason");
        assertLikeSample(
                "claude-code-hook-response-PreModelSwitch-deny.json",
                words(HookAgent.CLAUDE_CODE, "PreModelSwitch", Verdict.PAUSE),
                "/hookSpecificOutput/permissionDecisionReason");
        assertLikeSample(
                "claude-code-hook-response-PreToolUse-stop.json",
                HookWords.of(call(HookAgent.CLAUDE_CODE, "PreToolUse"), Verdict.STOP, REASON, true),
                "/stopReason");
        assertLikeSample(
                "claude-code-hook-response-UserPromptSubmit-warn.json",
                words(HookAgent.CLAUDE_CODE, "UserPromptSubmit", Verdict.WARN),
                "/systemMessage");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CODEX      | UserPromptSubmit    | {"decision":"block","reason":"The budget is used up."}
            GEMINI_CLI | BeforeAgent         | {"decision":"deny","reason":"The budget is used up."}
            GEMINI_CLI | BeforeModel         | {"decision":"deny","reason":"The budget is used up."}
            COPILOT    | userPromptSubmitted | {"decision":"block","reason":"The budget is used up."}
            COPILOT    | UserPromptSubmit    | {"decision":"block","reason":"The budget is used up."}
            COPILOT    | permissionRequest   | {"behavior":"deny","message":"The budget is used up.","interrupt":true}
            OPENCODE   | chat.message        | {"decision":"block","reason":"The budget is used up."}
            OPENCODE   | chat.params         | {"decision":"block","reason":"The budget is used up."}
            """)
    void everyAgentIsStoppedInItsOwnWords(HookAgent agent, String event, String words) {
        assertThat(words(agent, event, Verdict.STOP)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CODEX      | PreToolUse | {"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"The budget is used up."}}
            GEMINI_CLI | BeforeTool | {"decision":"deny","reason":"The budget is used up."}
            COPILOT    | preToolUse | {"permissionDecision":"deny","permissionDecisionReason":"The budget is used up."}
            """)
    void toolsAreRefusedOnlyWhereAsked(HookAgent agent, String event, String words) {
        assertThat(words(agent, event, Verdict.STOP)).isEqualTo("{}");
        assertThat(HookWords.of(call(agent, event), Verdict.STOP, REASON, true)).isEqualTo(words);
        assertThat(HookWords.of(call(agent, event), Verdict.PAUSE, REASON, true))
                .isEqualTo("{}");
    }

    @Test
    void aPauseLetsARunningTurnEnd() {
        assertThat(words(HookAgent.CLAUDE_CODE, "PostToolBatch", Verdict.PAUSE)).isEqualTo("{}");
        assertThat(words(HookAgent.GEMINI_CLI, "BeforeModel", Verdict.PAUSE)).isEqualTo("{}");
        assertThat(words(HookAgent.OPENCODE, "chat.params", Verdict.PAUSE)).isEqualTo("{}");
        assertThat(words(HookAgent.COPILOT, "permissionRequest", Verdict.PAUSE)).isEqualTo("{}");
    }

    @ParameterizedTest
    @EnumSource
    void anEndOfATurnIsNeverBlockedForThatWouldMeanMoreWork(HookAgent agent) {
        for (String event : new String[] {"Stop", "SubagentStop", "agentStop", "AfterAgent", "SessionEnd"}) {
            for (Verdict verdict : Verdict.values()) {
                assertThat(HookWords.of(call(agent, event), verdict, REASON, true))
                        .isEqualTo("{}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoMayGoOnHearsNothing(HookAgent agent) {
        for (String event : new String[] {"UserPromptSubmit", "BeforeAgent", "chat.message", "PostToolBatch", ""}) {
            assertThat(words(agent, event, Verdict.ALLOW)).isEqualTo("{}");
        }
    }

    @Test
    void aWarningComesWithAPromptOnly() {
        assertThat(json(words(HookAgent.CODEX, "UserPromptSubmit", Verdict.WARN))
                        .get("systemMessage")
                        .asText())
                .isEqualTo(REASON);
        assertThat(json(words(HookAgent.COPILOT, "userPromptSubmitted", Verdict.WARN))
                        .get("additionalContext")
                        .asText())
                .startsWith(REASON);
        assertThat(words(HookAgent.CLAUDE_CODE, "PostToolBatch", Verdict.WARN)).isEqualTo("{}");
        assertThat(words(HookAgent.GEMINI_CLI, "BeforeModel", Verdict.WARN)).isEqualTo("{}");
    }

    @Test
    void aVeryLongReasonIsCut() {
        String answer =
                HookWords.of(call(HookAgent.CODEX, "UserPromptSubmit"), Verdict.STOP, "x".repeat(20_000), false);
        assertThat(json(answer).get("reason").asText()).hasSize(2_000);
    }
}
