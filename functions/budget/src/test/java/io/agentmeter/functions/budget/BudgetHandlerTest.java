package io.agentmeter.functions.budget;

import static io.agentmeter.functions.budget.Administration.NOW;
import static io.agentmeter.functions.budget.Administration.SHOP_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.agentmeter.budget.Measure;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.budget.Administration.Answer;
import io.agentmeter.functions.library.control.Enforcement;
import io.agentmeter.functions.library.tokens.Principal;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetHandlerTest {
    private final Administration admin = new Administration();

    private static void fits(String contract, Answer answer) throws Exception {
        String schema = Files.readString(Path.of("../../contracts/" + contract + ".schema.json"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(answer.body().toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aNewBudgetCountsWhatWasAlreadySpent() throws Exception {
        admin.spends("a", "ann", "8.10", NOW.minusSeconds(60));
        admin.spends("b", "ann", "99", NOW.minus(Duration.ofDays(1)));

        Answer created = admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/version").intValue()).isEqualTo(1);
        assertThat(created.at("/owner").textValue()).isEqualTo("eve");
        assertThat(created.at("/state/window/key").textValue()).isEqualTo("2026-11-22");
        assertThat(created.at("/state/window/resetsAt").textValue()).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(created.at("/state/parts/0/spent").textValue()).isEqualTo("8.1");
        assertThat(created.at("/state/parts/0/remaining").textValue()).isEqualTo("1.9");
        assertThat(created.at("/state/parts/0/percent").intValue()).isEqualTo(81);
        assertThat(created.at("/state/parts/0/verdict").textValue()).isEqualTo("warn");
        assertThat(created.at("/state/parts/0/reached/percent").intValue()).isEqualTo(80);
        assertThat(created.at("/state/parts/0/burnDown/10/spent").textValue()).isEqualTo("8.1");
        assertThat(created.at("/state/parts/0/forecast/mid").textValue()).isNotNull();
        fits("budget", created);
        assertThat(admin.send("GET", "/v1/budgets").at("/budgets/0")).isEqualTo(created.body());
        assertThat(admin.send("GET", "/v1/budgets/shop-day").body()).isEqualTo(created.body());
    }

    @Test
    void whatBudgetsDidToAgentsIsTold() throws Exception {
        admin.enforcements.add(
                LocalDate.parse("2026-11-22"),
                new Enforcement(
                        NOW,
                        "shop-day",
                        "Shop per day",
                        "",
                        "2026-11-22",
                        "session-ann",
                        "claude-code",
                        "shop",
                        "ann",
                        Enforcement.Action.STOPPED,
                        null,
                        "over the limit",
                        Measure.USD,
                        new BigDecimal("10.5"),
                        BigDecimal.TEN));

        Answer told = admin.send("GET", "/v1/enforcements?start=2026-11-22&end=2026-11-22");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.at("/enforcements/0/action").textValue()).isEqualTo("stopped");
        assertThat(told.at("/enforcements/0/session").textValue()).isEqualTo("session-ann");
        assertThat(admin.send("GET", "/v1/enforcements?start=2026-11-21&end=2026-11-21")
                        .at("/enforcements"))
                .isEmpty();
        assertThat(admin.send("GET", "/v1/enforcements").status()).isEqualTo(400);
    }

    @Test
    void theSameAgainChangesNothing() throws Exception {
        admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY);

        Answer again = admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/version").intValue()).isEqualTo(1);
        assertThat(admin.send("GET", "/v1/changes").at("/changes")).hasSize(1);
    }

    @Test
    void whoeverHasNotSeenTheNewestVersionOverwritesNothing() throws Exception {
        admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY);
        String raised = SHOP_DAY.replace("10.00", "20.00");

        Answer blind = admin.send("PUT", "/v1/budgets/shop-day", raised);
        assertThat(blind.status()).isEqualTo(409);
        assertThat(blind.at("/error/code").textValue()).isEqualTo("version_conflict");
        assertThat(blind.at("/error/currentVersion").intValue()).isEqualTo(1);
        Answer seen =
                admin.send("PUT", "/v1/budgets/shop-day", raised.replace("{\"name\"", "{\"version\": 1, \"name\""));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.at("/version").intValue()).isEqualTo(2);
        assertThat(seen.at("/revision").intValue()).isEqualTo(2);
        Answer late =
                admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY.replace("{\"name\"", "{\"version\": 1, \"name\""));
        assertThat(late.status()).isEqualTo(409);
        assertThat(admin.send("DELETE", "/v1/budgets/shop-day?version=1").status())
                .isEqualTo(409);
    }

    @Test
    void whatWasAnsweredMayBeChangedAndSentBack() throws Exception {
        ObjectNode budget =
                (ObjectNode) admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY).body();

        Answer changed = admin.send(
                "PUT", "/v1/budgets/shop-day", budget.put("gracePercent", 5).toString());

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/version").intValue()).isEqualTo(2);
        assertThat(changed.at("/revision").intValue()).as("nothing alerts anew").isEqualTo(1);
    }

    @Test
    void aDeletedBudgetKeepsItsHistoryAndMayComeBack() throws Exception {
        admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY);

        Answer deleted = admin.send("DELETE", "/v1/budgets/shop-day");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.at("/deletedAt").textValue()).isEqualTo(NOW.toString());
        assertThat(admin.send("DELETE", "/v1/budgets/shop-day").body()).isEqualTo(deleted.body());
        assertThat(admin.send("GET", "/v1/budgets").at("/budgets")).isEmpty();
        assertThat(admin.send("GET", "/v1/budgets/shop-day").at("/version").intValue())
                .isEqualTo(2);
        assertThat(admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY).status()).isEqualTo(201);
        assertThat(admin.budgets.history("shop-day")).hasSize(3);
        assertThat(admin.send("DELETE", "/v1/budgets/other").status()).isEqualTo(404);
    }

    @Test
    void everyChangeIsInTheLogWithBeforeAndAfter() throws Exception {
        admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY);
        admin.clock.advance(Duration.ofSeconds(1));
        admin.send(
                "PUT",
                "/v1/budgets/shop-day",
                SHOP_DAY.replace("{\"name\"", "{\"version\":1, \"gracePercent\": 5, \"name\""));
        admin.clock.advance(Duration.ofSeconds(1));
        admin.send("DELETE", "/v1/budgets/shop-day");

        Answer log = admin.send("GET", "/v1/changes?start=2026-11-22&end=2026-11-22");

        assertThat(log.at("/changes")).hasSize(3);
        assertThat(log.at("/changes/0/action").textValue()).isEqualTo("deleted");
        assertThat(log.at("/changes/1/action").textValue()).isEqualTo("changed");
        assertThat(log.at("/changes/2/action").textValue()).isEqualTo("created");
        assertThat(log.at("/changes/1/before/gracePercent").intValue()).isZero();
        assertThat(log.at("/changes/1/after/gracePercent").intValue()).isEqualTo(5);
        assertThat(log.at("/changes/2/before").isNull()).isTrue();
        assertThat(log.at("/changes/0/after").isNull()).isTrue();
        assertThat(log.at("/changes/0/by").textValue()).isEqualTo("eve");
    }

    @Test
    void aBudgetThatCannotBeMeantIsRefusedFieldByField() throws Exception {
        Answer refused = admin.send("PUT", "/v1/budgets/x", """
                {"name": "x", "scope": {"galaxy": "m31"}, "window": "day", "amountUsd": "1", "amountTokens": 5, "validTo": "2026-11-21",
                 "thresholds": [{"percent": 100, "action": "stop"}, {"percent": 80, "action": "warn"}]}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/error/code").textValue()).isEqualTo("invalid_budget");
        assertThat(refused.wrongFields()).contains("scope.galaxy", "amountUsd", "amountTokens", "validTo");
        assertThat(admin.send("PUT", "/v1/budgets/Not%20an%20id", SHOP_DAY).wrongFields())
                .containsExactly("id");
        assertThat(admin.send("PUT", "/v1/budgets/x", "[1").status()).isEqualTo(400);
        assertThat(admin.send("PUT", "/v1/budgets/x", "[]").status()).isEqualTo(400);
        assertThat(admin.send("PUT", "/v1/budgets/x", " ".repeat(100_001)).status())
                .isEqualTo(413);
        assertThat(admin.send("GET", "/v1/changes").at("/changes")).isEmpty();
    }

    @Test
    void everyUserHasTheLimitForThemselves() throws Exception {
        admin.spends("a", "ann", "4", NOW.minusSeconds(60));
        admin.spends("b", "bob", "11", NOW.minusSeconds(60));

        Answer created =
                admin.send("PUT", "/v1/budgets/each", SHOP_DAY.replace("{\"name\"", "{\"per\": \"user\", \"name\""));

        assertThat(created.at("/state/parts").findValuesAsText("part")).containsExactly("bob", "ann");
        assertThat(created.at("/state/parts").findValuesAsText("verdict")).containsExactly("stop", "allow");
    }

    @Test
    void everySessionHasTheLimitForItself() throws Exception {
        admin.spends("a", "ann", "4", NOW.minus(Duration.ofDays(1)));
        admin.spends("a2", "ann", "5", NOW.minusSeconds(60));
        admin.spends("b", "bob", "11", NOW.minusSeconds(60));

        Answer created = admin.send("PUT", "/v1/budgets/each", SHOP_DAY.replace("\"day\"", "\"session\""));

        assertThat(created.at("/state/window/key").textValue()).isEqualTo("session");
        assertThat(created.at("/state/parts").findValuesAsText("part")).containsExactly("session-bob", "session-ann");
        assertThat(created.at("/state/parts").findValuesAsText("spent")).contains("9", "11");
    }

    @Test
    void anOverrideNeedsAReasonAndAnEnd() throws Exception {
        admin.spends("a", "ann", "12", NOW.minusSeconds(60));
        admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY);

        assertThat(admin.send("POST", "/v1/budgets/shop-day/overrides", "{\"part\": \"ann\", \"why\": 1}")
                        .wrongFields())
                .containsExactlyInAnyOrder("reason", "minutes", "part", "why");
        assertThat(admin.send(
                                "POST",
                                "/v1/budgets/shop-day/overrides",
                                "{\"reason\": \"x\", \"until\": \"2026-11-22T09:00:00Z\"}")
                        .wrongFields())
                .containsExactly("until");
        Answer created =
                admin.send("POST", "/v1/budgets/shop-day/overrides", "{\"reason\": \"release\", \"minutes\": 60}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/until").textValue()).isEqualTo("2026-11-22T11:00:00Z");
        assertThat(created.at("/by").textValue()).isEqualTo("eve");
        Answer budget = admin.send("GET", "/v1/budgets/shop-day");
        assertThat(budget.at("/state/parts/0/verdict").textValue()).isEqualTo("warn");
        fits("budget", budget);
        assertThat(budget.at("/state/parts/0/override/reason").textValue()).isEqualTo("release");
        String address = "/v1/budgets/shop-day/overrides/" + created.at("/id").textValue();
        assertThat(admin.send("DELETE", address).status()).isEqualTo(200);
        assertThat(admin.send("DELETE", address).status()).isEqualTo(404);
        assertThat(admin.send("GET", "/v1/budgets/shop-day")
                        .at("/state/parts/0/verdict")
                        .textValue())
                .isEqualTo("stop");
        assertThat(admin.send("GET", "/v1/changes").at("/changes").findValuesAsText("what"))
                .containsExactlyInAnyOrder("override", "override", "budget");
        assertThat(admin.send("POST", "/v1/budgets/none/overrides", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void aClientIsAScopeOfAllItsProjects() throws Exception {
        admin.spends("a", "ann", "12", NOW.minusSeconds(60));
        String ofAcme = SHOP_DAY.replace("{\"project\": \"shop\"}", "{\"client\": \"acme\"}");

        assertThat(admin.send("PUT", "/v1/budgets/acme", ofAcme).wrongFields()).containsExactly("scope.client");
        assertThat(admin.send("PUT", "/v1/clients/acme", "{\"name\": \"Acme\", \"projects\": []}")
                        .status())
                .isEqualTo(201);
        assertThat(admin.send("PUT", "/v1/budgets/acme", ofAcme)
                        .at("/state/parts/0/spent")
                        .textValue())
                .isEqualTo("0");
        assertThat(admin.send(
                                "PUT",
                                "/v1/clients/acme",
                                "{\"name\": \"Acme\", \"projects\": [\"shop\", \"web\"], \"version\": 1}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.send("GET", "/v1/budgets/acme")
                        .at("/state/parts/0/spent")
                        .textValue())
                .isEqualTo("12");
        assertThat(admin.send("PUT", "/v1/clients/b", "{\"name\": \"B\", \"projects\": [\"x\", \"web\", 7]}")
                        .wrongFields())
                .containsExactly("projects[1]", "projects[2]");
        assertThat(admin.send("PUT", "/v1/clients/acme", "{\"name\": \"A\", \"projects\": []}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.send("GET", "/v1/clients").at("/clients/0/projects")).hasSize(2);
    }

    @Test
    void anotherNameOfAClientLeavesWhatItsBudgetsSpentAndOtherProjectsAreAddedUpAnew() throws Exception {
        admin.spends("a", "ann", "12", NOW.minusSeconds(60));
        admin.send("PUT", "/v1/clients/acme", "{\"name\": \"Acme\", \"projects\": [\"shop\"]}");
        admin.send("PUT", "/v1/budgets/acme", SHOP_DAY.replace("{\"project\": \"shop\"}", "{\"client\": \"acme\"}"));
        Map<SpendKey, SpendRow> before = admin.spendOf("acme");

        String renamed = "{\"name\": \"Acme Inc.\", \"projects\": [\"shop\"], \"version\": 1}";
        assertThat(admin.send("PUT", "/v1/clients/acme", renamed).at("/version").intValue())
                .isEqualTo(2);
        assertThat(admin.spent("acme")).isEqualTo("12");
        assertThat(admin.spendOf("acme")).as("nothing is written").isEqualTo(before);

        String without = "{\"name\": \"Acme Inc.\", \"projects\": [\"web\"], \"version\": 2}";
        assertThat(admin.send("PUT", "/v1/clients/acme", without).status()).isEqualTo(200);
        assertThat(admin.spent("acme")).isEqualTo("0");
        String with = "{\"name\": \"Acme Inc.\", \"projects\": [\"web\", \"shop\"], \"version\": 3}";
        assertThat(admin.send("PUT", "/v1/clients/acme", with).status()).isEqualTo(200);
        assertThat(admin.spent("acme")).isEqualTo("12");
    }

    @Test
    void theCurveNeverRunsAheadOfWhatIsSpent() throws Exception {
        admin.spends("a", "ann", "8", NOW.minusSeconds(7_200));
        admin.send("PUT", "/v1/budgets/shop-day", SHOP_DAY);
        // Counted already, not yet added up for budgets.
        admin.spends("b", "ann", "3", NOW.minusSeconds(3_600));
        admin.spends("c", "ann", "1", NOW.minusSeconds(60));

        JsonNode part = admin.send("GET", "/v1/budgets/shop-day").at("/state/parts/0");

        assertThat(part.path("spent").textValue()).isEqualTo("8");
        List<String> curve = part.path("burnDown").findValuesAsText("spent");
        assertThat(curve).last().isEqualTo("8");
        assertThat(curve).containsOnly("0", "8");
    }

    @Test
    void aPreviewTellsWhatWouldHaveHappened() throws Exception {
        admin.spends("a", "ann", "8.5", NOW.minus(Duration.ofDays(3)));
        admin.spends("b", "ann", "7", NOW.minus(Duration.ofDays(2)));
        admin.spends("c", "ann", "9", NOW.minus(Duration.ofDays(1)));
        admin.spends("d", "ann", "3", NOW.minus(Duration.ofDays(1)).plusSeconds(3_600));
        admin.spends("e", "ann", "50", NOW.minus(Duration.ofDays(40)));

        Answer preview = admin.send("POST", "/v1/budgets/preview", SHOP_DAY);

        assertThat(preview.status()).isEqualTo(200);
        fits("budget-preview", preview);
        assertThat(preview.at("/wouldHaveWarned").intValue()).isEqualTo(1);
        assertThat(preview.at("/wouldHaveBlocked").intValue()).isEqualTo(1);
        assertThat(preview.at("/windows").findValuesAsText("key"))
                .containsExactly("2026-11-21", "2026-11-20", "2026-11-19");
        assertThat(preview.at("/windows/0/crossed").findValuesAsText("at"))
                .containsExactly("2026-11-21T11:00:00Z", "2026-11-21T12:00:00Z");
        assertThat(admin.send("POST", "/v1/budgets/preview", "{}").status()).isEqualTo(422);
        assertThat(admin.send("GET", "/v1/budgets").at("/budgets")).isEmpty();
    }

    @Test
    void onlyAdministratorsChangeAnything() throws Exception {
        Administration reader = new Administration(new Principal("ann", Set.of(Scope.READ), null));

        assertThat(reader.send("PUT", "/v1/budgets/x", SHOP_DAY).status()).isEqualTo(403);
        assertThat(reader.send("DELETE", "/v1/budgets/x").status()).isEqualTo(403);
        assertThat(reader.send("POST", "/v1/budgets/x/overrides", "{}").status())
                .isEqualTo(403);
        assertThat(reader.send("PUT", "/v1/clients/x", "{}").status()).isEqualTo(403);
        assertThat(reader.send("GET", "/v1/budgets").status()).isEqualTo(200);
    }
}
