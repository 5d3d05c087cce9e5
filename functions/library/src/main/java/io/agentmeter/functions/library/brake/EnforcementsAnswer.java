package io.agentmeter.functions.library.brake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.control.Enforcement;
import io.agentmeter.functions.library.control.EnforcementLog;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.Parameters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// `GET /v1/enforcements`: what budgets did to agents, newest first, and whether older ones are left out.
public final class EnforcementsAnswer {
    static final int MOST = 1_000;
    private static final int MOST_DAYS_AT_ONCE = 16;

    private final EnforcementLog log;

    public EnforcementsAnswer(EnforcementLog log) {
        this.log = log;
    }

    public HttpAnswer answer(Parameters parameters) {
        Parameters.Range range = parameters.range();
        parameters.check();
        List<Enforcement> found = newest(range.days().reversed());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("enforcements");
        found.stream().limit(MOST).forEach(done -> list.add(write(done)));
        json.put("olderLeftOut", found.size() > MOST);
        return HttpAnswer.json(200, json);
    }

    /// One more than is told, where there are so many. Days are read backwards, first one, then ever more at once,
    /// so that neither busy days nor many quiet ones take long.
    private List<Enforcement> newest(List<LocalDate> daysBackwards) {
        List<Enforcement> found = new ArrayList<>();
        int from = 0;
        for (int atOnce = 1; from < daysBackwards.size() && found.size() <= MOST; atOnce *= 2) {
            int to = Math.min(from + Math.min(atOnce, MOST_DAYS_AT_ONCE), daysBackwards.size());
            int most = MOST + 1 - found.size();
            DayReader.each(daysBackwards.subList(from, to), day -> log.newest(day, most))
                    .forEach(found::addAll);
            from = to;
        }
        return found.stream()
                .sorted(Comparator.comparing(Enforcement::at).reversed())
                .toList();
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
