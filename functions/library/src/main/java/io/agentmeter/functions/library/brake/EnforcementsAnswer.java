package io.agentmeter.functions.library.brake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.control.Enforcement;
import io.agentmeter.functions.library.control.EnforcementLog;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.Parameters;
import java.util.Comparator;
import java.util.List;

/// `GET /v1/enforcements`: what budgets did to agents, newest first.
public final class EnforcementsAnswer {
    private static final int MOST = 1_000;

    private final EnforcementLog log;

    public EnforcementsAnswer(EnforcementLog log) {
        this.log = log;
    }

    public HttpAnswer answer(Parameters parameters) {
        Parameters.Range range = parameters.range();
        parameters.check();
        List<Enforcement> all = DayReader.each(range.days(), log::of).stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Enforcement::at).reversed())
                .limit(MOST)
                .toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("enforcements");
        all.forEach(done -> list.add(write(done)));
        return HttpAnswer.json(200, json);
    }

    private static ObjectNode write(Enforcement done) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", done.at().toString())
                .put("budget", done.budget())
                .put("budgetName", done.budgetName())
                .put("part", done.part())
                .put("window", done.window())
                .put("session", done.session())
                .put("agent", done.agent())
                .put("project", done.project())
                .put("user", done.user())
                .put("action", done.action().label())
                .put("by", done.by().orElse(null))
                .put("reason", done.reason())
                .put("measure", done.measure().label())
                .put("spent", done.spent().toPlainString())
                .put("limit", done.limit().toPlainString());
    }
}
