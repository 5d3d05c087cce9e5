package io.agentmeter.functions.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.format.Weights;
import io.agentmeter.functions.library.brake.Asker;
import io.agentmeter.functions.library.brake.Brake;
import io.agentmeter.functions.library.brake.Decision;
import io.agentmeter.functions.library.brake.PlansNow;
import io.agentmeter.functions.library.brake.SimilarTasks;
import io.agentmeter.functions.library.brake.SimilarTasks.Costs;
import io.agentmeter.functions.library.brake.WorkNow;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.hook.HookMoment;
import io.agentmeter.plan.PlanMode;
import io.agentmeter.usage.Money;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;

/// Tells agents and people what is left: `GET /v1/budget-state` and `GET /v1/statusline`.
final class BudgetAnswers {
    private static final int MEDIAN = 50;
    private static final int HIGH = 90;

    private final Brake brake;
    private final SimilarTasks tasks;
    private final WorkNow work;
    private final PlansNow plans;
    private final InstantSource clock;

    BudgetAnswers(Brake brake, SimilarTasks tasks, WorkNow work, PlansNow plans, InstantSource clock) {
        this.brake = brake;
        this.tasks = tasks;
        this.work = work;
        this.plans = plans;
        this.clock = clock;
    }

    HttpAnswer state(HttpRequest request, Principal caller) {
        Decision decision = brake.look(asker(new Parameters(request.query()), caller));
        ObjectNode json = BudgetStateJson.write(decision);
        Costs costs = tasks.of(decision.subject().project(), clock.instant());
        json.put("estimateUsdPerRequest", costs.perRequest().map(Money::text).orElse(null));
        if (costs.tasks().isEmpty()) {
            json.putNull("similarTasks");
        } else {
            json.putObject("similarTasks")
                    .put("count", costs.tasks().size())
                    .put("p50Usd", costs.percentile(MEDIAN).text())
                    .put("p90Usd", costs.percentile(HIGH).text());
        }
        return Hooks.marked(HttpAnswer.json(200, json), decision);
    }

    /// One line for a status bar, by how whoever works pays: `3 agents | Plan: 67% | API: $2.47`.
    HttpAnswer statusLine(HttpRequest request, Principal caller) {
        Parameters parameters = new Parameters(request.query());
        Decision decision = brake.look(asker(parameters, caller));
        boolean knowsSession = parameters.text("session").isPresent();
        String user =
                parameters.text("user").orElse(knowsSession ? decision.subject().user() : "");
        WorkNow.Whose whose = new WorkNow.Whose(user, parameters.text("project").orElse(""));
        parameters.check();
        Instant now = clock.instant();
        long agents = work.agents(whose, now);
        PlansNow.Plan plan = plans.of(parameters.text("session").orElse(""), user, now);
        String line = agents
                + (agents == 1 ? " agent" : " agents")
                + (plan.mode() == PlanMode.API ? "" : planText(plan))
                + (plan.mode() == PlanMode.SUBSCRIPTION ? "" : apiText(whose, plan, now));
        return Hooks.marked(HttpAnswer.text(200, line), decision);
    }

    /// Only what the vendor reported is shown.
    private static String planText(PlansNow.Plan plan) {
        return plan.used()
                .map(used -> " | Plan: " + used.setScale(0, RoundingMode.DOWN).toPlainString() + "%")
                .orElse("");
    }

    private String apiText(WorkNow.Whose whose, PlansNow.Plan plan, Instant now) {
        Money api = work.api(whose, plan.mode() == PlanMode.BOTH, now);
        return " | API: $" + api.dollars().setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static Asker asker(Parameters parameters, Principal caller) {
        Attribution said = Attribution.NONE
                .withProject(claim(parameters, "project"))
                .withUser(claim(parameters, "user").merge(new Claim(Weights.USER_TOKEN_OWNER, caller.owner())))
                .withTeam(claim(parameters, "team"))
                .withTask(claim(parameters, "task"))
                .withAgent(claim(parameters, "agent"));
        Asker asker = new Asker(
                said,
                parameters.text("session").orElse(""),
                "",
                parameters.text("model").orElse(""),
                parameters.text("lane").orElse(""),
                HookMoment.OTHER);
        parameters.check();
        return asker;
    }

    private static Claim claim(Parameters parameters, String name) {
        return Claim.explicit(parameters.text(name).orElse(""));
    }
}
