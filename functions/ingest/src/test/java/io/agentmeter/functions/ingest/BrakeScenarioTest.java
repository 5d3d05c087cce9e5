package io.agentmeter.functions.ingest;

import static io.agentmeter.functions.ingest.BrakeWorld.BILLING;
import static io.agentmeter.functions.ingest.BrakeWorld.json;
import static io.agentmeter.functions.ingest.BrakeWorld.line;
import static io.agentmeter.functions.ingest.BrakeWorld.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.Action;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetScope;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.Threshold;
import io.agentmeter.format.Limits;
import io.agentmeter.functions.library.control.Enforcement;
import io.agentmeter.functions.library.control.InFlightStore.Part;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What agents hear, with their own payloads.
class BrakeScenarioTest {
    private static final String TODAY = "2026-11-22";
    private static final Threshold WARN_AT_80 = Threshold.percent(80, Action.WARN);
    private static final Threshold STOP_AT_100 = Threshold.percent(100, Action.STOP);
    private static final Threshold PAUSE_AT_100 = Threshold.percent(100, Action.PAUSE);

    private final BrakeWorld world = BrakeWorld.at("2026-11-22T09:00:00Z");

    private static void assertBlocked(String answer, String reason) {
        assertThat(json(answer).path("decision").asText()).as(answer).isEqualTo("block");
        assertThat(json(answer).path("reason").asText()).contains(reason);
    }

    @Test
    void aPersonIsWarnedAt80PercentAndBlockedAt100() {
        Budget shop = world.budget("shop", BILLING, Kind.DAY, "10", WARN_AT_80, STOP_AT_100);
        assertThat(world.claude("UserPromptSubmit")).isEqualTo("{}");

        world.spent(shop, "", TODAY, "7.99", 100);
        assertThat(world.claude("UserPromptSubmit")).isEqualTo("{}");

        world.spent(shop, "", TODAY, "8", 100);
        JsonNode warning = json(world.claude("UserPromptSubmit"));
        assertThat(warning.path("systemMessage").asText())
                .isEqualTo(
                        "Budget \"Budget shop\": $8.00 of $10.00 used (80 %), $2.00 left until 2026-11-23 00:00 (Z).");
        assertThat(warning.has("decision")).isFalse();
        assertThat(world.claude("PostToolBatch")).isEqualTo("{}");

        world.spent(shop, "", TODAY, "10", 120);
        assertBlocked(
                world.claude("UserPromptSubmit"), "Budget \"Budget shop\" is used up: $10.00 of $10.00 used (100 %)");
        assertBlocked(world.claude("PostToolBatch"), "Budget shop");
        assertThat(world.claude("PreModelSwitch")).contains("\"permissionDecision\":\"deny\"");
        assertThat(world.claude("PreToolUse")).isEqualTo("{}");
        assertThat(world.hook("claude-code?stopTools=true", sample("claude-code-hook-PreToolUse.json")))
                .contains("\"continue\":false");
        assertThat(world.claude("Stop")).isEqualTo("{}");
    }

    @Test
    void anAgentThatReadMegabytesIsStoppedToo() {
        Budget shop = world.budget("shop", BILLING, Kind.DAY, "10", STOP_AT_100);
        world.spent(shop, "", TODAY, "11", 10);
        String batch = sample("claude-code-hook-PostToolBatch.json")
                .replaceFirst("\\{", "{\"read\": \"" + "x".repeat(3_000_000) + "\", ");

        assertBlocked(world.hook("claude-code", batch), "Budget shop");
        assertThat(world.post("/v1/hooks/claude-code", "x".repeat(Limits.MAX_HOOK_BYTES + 1), Map.of())
                        .getStatusCode())
                .isEqualTo(413);
    }

    @Test
    void whatAStoppedAgentHadInFlightIsOver() {
        Budget shop = world.budget("shop", BILLING, Kind.DAY, "10", STOP_AT_100);
        Part part = new Part("shop", "");
        world.spent(shop, "", TODAY, "1", 10);
        assertThat(world.claude("UserPromptSubmit")).isEqualTo("{}");
        Instant later = world.clock.instant().plusSeconds(20);
        assertThat(inFlight(part, later)).isEqualByComparingTo("0.15");

        world.spent(shop, "", TODAY, "11", 20);
        world.clock.advance(Duration.ofSeconds(2));
        assertBlocked(world.claude("PostToolBatch"), "Budget shop");

        assertThat(inFlight(part, later)).isZero();
    }

    private BigDecimal inFlight(Part part, Instant at) {
        return world.stores.inFlight().all(part).stream()
                .map(row -> row.at(at))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void aPauseLetsARunningTurnEnd() {
        Budget shop = world.budget("shop", BILLING, Kind.DAY, "10", PAUSE_AT_100);
        world.spent(shop, "", TODAY, "11", 10);
        assertBlocked(world.claude("UserPromptSubmit"), "Budget shop");
        assertThat(world.claude("PostToolBatch")).isEqualTo("{}");
    }

    @Test
    void anOverrideLetsWorkGoOnAtOnceUntilItExpires() {
        Budget shop = world.budget("shop", BILLING, Kind.DAY, "10", STOP_AT_100);
        world.spent(shop, "", TODAY, "12", 10);
        assertBlocked(world.claude("UserPromptSubmit"), "Budget shop");

        world.clock.set(Instant.parse("2026-11-22T09:01:00Z"));
        world.lift(shop, "bob", "release", Duration.ofHours(1));
        assertThat(json(world.claude("UserPromptSubmit")).path("systemMessage").asText())
                .contains("bob lets work go on until 2026-11-22 10:01 (Z): release.");
        assertThat(world.claude("PostToolBatch")).isEqualTo("{}");

        world.clock.advance(Duration.ofHours(1));
        assertBlocked(world.claude("UserPromptSubmit"), "Budget shop");
        assertThat(world.stores.enforcements().newest(LocalDate.parse(TODAY), 10))
                .extracting(Enforcement::action)
                .containsExactly(Enforcement.Action.STOPPED, Enforcement.Action.OVERRIDDEN, Enforcement.Action.STOPPED);
        assertThat(world.stores
                        .enforcements()
                        .newest(LocalDate.parse(TODAY), 10)
                        .get(1)
                        .by())
                .contains("bob");
    }

    @Test
    void aNewWindowOpensByItself() {
        Budget shop = world.budget("shop", BILLING, Kind.DAY, "10", STOP_AT_100);
        world.spent(shop, "", TODAY, "12", 10);
        assertBlocked(world.claude("UserPromptSubmit"), "It opens again on 2026-11-23 00:00 (Z)");

        world.clock.set(Instant.parse("2026-11-22T23:59:59Z"));
        assertBlocked(world.claude("UserPromptSubmit"), "Budget shop");
        world.clock.set(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(world.claude("UserPromptSubmit")).isEqualTo("{}");
        assertThat(world.stores.enforcements().newest(LocalDate.parse("2026-11-23"), 10))
                .extracting(Enforcement::action)
                .containsExactly(Enforcement.Action.RESUMED);
    }

    @Test
    void parallelSessionsAreStoppedByWhatTheOthersHaveInFlight() {
        Budget shop = world.budget("shop", BILLING, Kind.DAY, "10", STOP_AT_100);
        world.spent(shop, "", TODAY, "9", 9);
        assertThat(world.claude("UserPromptSubmit")).isEqualTo("{}");

        assertBlocked(world.claude("UserPromptSubmit", "another"), "what other agents are doing right now");
        assertThat(world.claude("PostToolBatch"))
                .as("alone it is stopped by what is spent")
                .isEqualTo("{}");

        world.claude("Stop");
        world.clock.advance(Duration.ofSeconds(16));
        assertThat(world.claude("UserPromptSubmit", "another")).isEqualTo("{}");
    }

    @Test
    void ofTwoBudgetsTheStricterHoldsAndIsNamed() {
        Budget organisation = world.budget("all", BudgetScope.ORGANISATION, Kind.MONTH, "100", WARN_AT_80);
        Budget shop = world.budget("shop", BILLING, Kind.DAY, "10", STOP_AT_100);
        world.spent(organisation, "", TODAY, "95", 100);
        assertThat(json(world.claude("UserPromptSubmit")).path("systemMessage").asText())
                .contains("Budget all")
                .doesNotContain("Budget shop");

        world.spent(shop, "", TODAY, "10", 100);
        assertBlocked(world.claude("UserPromptSubmit"), "Budget shop");
        assertThat(world.claude("UserPromptSubmit")).doesNotContain("Budget all");
    }

    @Test
    void usageThatIsToldLateBlocksAfterTheFact() {
        Budget week = world.budget("week", BILLING, Kind.WEEK, "10", STOP_AT_100);
        world.spent(week, "", TODAY, "6", 100);
        assertThat(world.claude("UserPromptSubmit")).isEqualTo("{}");

        world.spent(week, "", "2026-11-16", "4", 100);
        assertBlocked(world.claude("UserPromptSubmit"), "$10.00 of $10.00");
        world.spent(week, "", "2026-11-15", "100", 100);
        world.spent(week, "", "2026-11-16", "3", 100);
        assertThat(world.claude("UserPromptSubmit"))
                .as("the Sunday before is another week")
                .isEqualTo("{}");
    }

    @Test
    void aDayOf25HoursIsOneWindow() {
        BrakeWorld zurich = new BrakeWorld("2026-10-24T21:59:00Z", ZoneId.of("Europe/Zurich"));
        Budget shop = zurich.budget("shop", BILLING, Kind.DAY, "10", STOP_AT_100);
        zurich.spent(shop, "", "2026-10-25", "10", 10);
        assertThat(zurich.claude("UserPromptSubmit")).isEqualTo("{}");

        zurich.clock.set(Instant.parse("2026-10-24T22:00:00Z"));
        assertBlocked(zurich.claude("UserPromptSubmit"), "2026-10-26 00:00 (Europe/Zurich)");
        zurich.clock.set(Instant.parse("2026-10-25T22:59:59Z"));
        assertBlocked(zurich.claude("UserPromptSubmit"), "Budget shop");
        zurich.clock.set(Instant.parse("2026-10-25T23:00:00Z"));
        assertThat(zurich.claude("UserPromptSubmit")).isEqualTo("{}");
    }

    @Test
    void aMonthEndsWithItsLastDay() {
        Budget shop = world.budget("shop", BILLING, Kind.MONTH, "10", STOP_AT_100);
        world.spent(shop, "", "2026-11-01", "10", 10);
        assertBlocked(world.claude("UserPromptSubmit"), "2026-12-01 00:00 (Z)");
        world.clock.set(Instant.parse("2026-11-30T23:59:59Z"));
        assertBlocked(world.claude("UserPromptSubmit"), "Budget shop");
        world.clock.set(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(world.claude("UserPromptSubmit")).isEqualTo("{}");
    }

    @Test
    void eachUserHasALimitOfTheirOwn() {
        Budget each = world.budget(
                "each", BudgetScope.ORGANISATION, ScopeField.USER, Kind.DAY, "10", FailMode.ALLOW, STOP_AT_100);
        world.spent(each, "bob", TODAY, "10", 10);
        assertThat(world.claude("UserPromptSubmit")).isEqualTo("{}");
        world.spent(each, "ann", TODAY, "10", 10);
        assertBlocked(world.claude("UserPromptSubmit"), "of ann");
    }

    @Test
    void aBudgetOfASessionHoldsForItAlone() {
        Budget session = world.budget("session", BudgetScope.ORGANISATION, Kind.SESSION, "2", STOP_AT_100);
        world.spent(session, BrakeWorld.SESSION, TODAY, "2.5", 10);
        assertBlocked(world.claude("UserPromptSubmit"), "Budget session");
        assertThat(world.claude("UserPromptSubmit", "another")).isEqualTo("{}");
    }

    @Test
    void anotherModelIsRefusedWhereItsBudgetIsUsedUp() {
        Budget opus =
                world.budget("opus", BudgetScope.of(ScopeField.MODEL, "claude-opus-5-5"), Kind.DAY, "10", PAUSE_AT_100);
        world.spent(opus, "", TODAY, "10", 10);
        assertThat(world.claude("PreModelSwitch")).contains("\"permissionDecision\":\"deny\"");
        assertThat(world.claude("UserPromptSubmit"))
                .as("the session has not used it")
                .isEqualTo("{}");
    }

    @Test
    void everyAgentIsStoppedWithWhatItReallySends() {
        Budget all = world.budget("all", BudgetScope.ORGANISATION, Kind.DAY, "10", STOP_AT_100);
        world.spent(all, "", TODAY, "10", 10);
        assertBlocked(world.hook("codex", line("codex-observed-hooks.jsonl", "UserPromptSubmit")), "Budget all");
        assertThat(world.hook("codex", line("codex-observed-hooks.jsonl", "\"Stop\"")))
                .isEqualTo("{}");
        assertThat(world.hook("gemini-cli", line("gemini-observed-hooks.jsonl", "BeforeAgent")))
                .startsWith("{\"decision\":\"deny\"");
        assertThat(world.hook("gemini-cli", line("gemini-observed-hooks.jsonl", "BeforeModel")))
                .startsWith("{\"decision\":\"deny\"");
        for (String spelling : new String[] {"userPromptSubmitted", "UserPromptSubmit"}) {
            JsonNode observed = json(line("copilot-observed-hooks.jsonl", "\"event\":\"" + spelling));
            assertBlocked(world.hook("copilot", observed.get("body").toString()), "Budget all");
        }
        assertBlocked(
                world.hook("opencode", "{\"hook_event_name\": \"chat.params\", \"sessionID\": \"ses_1\"}"),
                "Budget all");
    }

    @Test
    void anUnknownAgentOrEventHoldsNobodyUpAndIsCounted() {
        Budget all = world.budget("all", BudgetScope.ORGANISATION, Kind.DAY, "10", STOP_AT_100);
        world.spent(all, "", TODAY, "10", 10);
        assertThat(world.hook("some-agent", "{\"x\": 1}")).isEqualTo("{}");
        assertThat(world.hook("claude-code", "{\"session_id\": \"s\", \"hook_event_name\": \"New\"}"))
                .isEqualTo("{}");
        assertThat(world.lines.stream().filter(line -> line.contains("\"HooksUnknown\":1")))
                .hasSize(2);
    }

    @Test
    void theAnswerSaysWhatAHookOnTheMachineHasToKnow() {
        Budget shop = world.budget("shop", BILLING, null, Kind.DAY, "10", FailMode.BLOCK, WARN_AT_80, STOP_AT_100);
        world.spent(shop, "", TODAY, "9", 100);
        assertThat(world.post(
                                "/v1/hooks/claude-code",
                                sample("claude-code-hook-UserPromptSubmit.json"),
                                java.util.Map.of())
                        .getHeaders())
                .containsEntry("agentmeter-verdict", "warn")
                .containsEntry("agentmeter-unavailable", "block");
    }

    @Test
    void theSameThingIsNotedOnce() {
        Budget shop = world.budget("shop", BILLING, Kind.DAY, "10", WARN_AT_80, STOP_AT_100);
        world.spent(shop, "", TODAY, "9", 100);
        world.claude("UserPromptSubmit");
        world.claude("UserPromptSubmit");
        world.spent(shop, "", TODAY, "10", 100);
        world.claude("PostToolBatch");
        world.claude("UserPromptSubmit");
        assertThat(world.stores.enforcements().newest(LocalDate.parse(TODAY), 10))
                .extracting(Enforcement::action)
                .containsExactly(Enforcement.Action.STOPPED, Enforcement.Action.WARNED);
        Enforcement stopped =
                world.stores.enforcements().newest(LocalDate.parse(TODAY), 10).getFirst();
        assertThat(stopped.session()).isEqualTo(BrakeWorld.SESSION);
        assertThat(stopped.project()).isEqualTo("billing-api");
        assertThat(stopped.user()).isEqualTo("ann");
        assertThat(stopped.agent()).isEqualTo("claude-code");
        assertThat(stopped.reason()).contains("is used up");
    }
}
