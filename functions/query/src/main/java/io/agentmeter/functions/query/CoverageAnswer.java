package io.agentmeter.functions.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.coverage.Coverage;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.functions.library.http.Parameters.Range;

/// `GET /v1/coverage`: which sources saw what share of the requests, and where one seems to have missed some.
final class CoverageAnswer {
    private final DayReader days;
    private final View view;

    CoverageAnswer(QueryStores stores, View view) {
        this.days = new DayReader(stores.rollups());
        this.view = view;
    }

    HttpAnswer answer(Parameters parameters) {
        Range range = parameters.range();
        parameters.check();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("start", range.start().toString());
        json.put("end", range.end().toString());
        json.put("zone", view.calendar().zone().getId());
        json.setAll(new Coverage(days.sessions(range.days()), view.calendar()).json(view.now()));
        return HttpAnswer.json(200, json);
    }
}
