package io.agentmeter.functions.ingest;

import static io.agentmeter.functions.ingest.BrakeWorld.BILLING;
import static io.agentmeter.functions.ingest.BrakeWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.Action;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.Threshold;
import org.junit.jupiter.api.Test;

class BudgetAnswersTest {
    private final BrakeWorld world = BrakeWorld.at("2026-11-22T09:00:00Z");

    @Test
    void whatIsLeftIsToldWithoutBeginningAnything() {
        Budget shop = world.budget(
                "shop",
                BILLING,
                Kind.DAY,
                "10",
                Threshold.percent(80, Action.WARN),
                Threshold.percent(100, Action.STOP));
        world.spent(shop, "", "2026-11-22", "9", 9);
        APIGatewayV2HTTPResponse answer = world.send("GET", "/v1/budget-state?project=billing-api");
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getHeaders()).containsEntry("agentmeter-verdict", "warn");
        JsonNode state = json(answer.getBody());
        assertThat(state.path("verdict").asText()).isEqualTo("warn");
        assertThat(state.path("message").asText()).contains("$1.00 left");
        assertThat(state.path("budgets").path(0)).isEqualTo(json("""
                        {"id": "shop", "name": "Budget shop", "part": "", "window": "2026-11-22", "measure": "usd",
                         "spent": "9", "limit": "10", "remaining": "1", "percent": 90,
                         "resetsAt": "2026-11-23T00:00:00Z", "action": "warn"}"""));
        assertThat(state.path("similarTasks").isNull()).isTrue();
        assertThat(state.path("estimateUsdPerRequest").isNull()).isTrue();
        assertThat(world.claude("UserPromptSubmit")).as("nothing is in flight").contains("systemMessage");
    }

    @Test
    void whoHasNoBudgetHearsThatAllIsWell() {
        JsonNode state = json(world.send("GET", "/v1/budget-state").getBody());
        assertThat(state.path("verdict").asText()).isEqualTo("allow");
        assertThat(state.path("budgets")).isEmpty();
    }

    @Test
    void theStatusLineIsOneLineOfText() {
        APIGatewayV2HTTPResponse answer = world.send("GET", "/v1/statusline");
        assertThat(answer.getHeaders().get("content-type")).startsWith("text/plain");
        assertThat(answer.getBody()).isEqualTo("0 agents | API: $0.00");
    }

    @Test
    void aParameterGivenTwiceIsRefused() {
        assertThat(world.send("GET", "/v1/budget-state?user=a&user=b").getStatusCode())
                .isEqualTo(400);
    }
}
