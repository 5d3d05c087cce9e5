package io.agentmeter.functions.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.functions.library.http.Parameters.Range;
import io.agentmeter.report.DayData;
import io.agentmeter.report.Dimension;
import io.agentmeter.report.Filters;
import io.agentmeter.report.GroupBy;
import io.agentmeter.report.Summary;
import io.agentmeter.report.Totals;
import io.agentmeter.report.UnpricedModels;
import java.util.List;
import java.util.Optional;

/// `GET /v1/summary`, and the lists that are summaries by one dimension.
final class SummaryAnswer {
    private final DayReader days;
    private final View view;

    SummaryAnswer(QueryStores stores, View view) {
        this.days = new DayReader(stores.rollups());
        this.view = view;
    }

    HttpAnswer answer(Parameters parameters) {
        Range range = parameters.range();
        Filters filters = FilterParameters.read(parameters, List.of(Dimension.values()));
        Optional<GroupBy> groupBy = GroupBy.ofLabel(parameters.oneOf("groupBy", "", GroupBy.labels()));
        parameters.check();
        List<DayData> read = days.all(range.days());
        Summary summary = new Summary(
                range.start(),
                range.end(),
                view.calendar().zone(),
                filters,
                Totals.of(read, filters, view.idleGapMinutes()),
                groupBy.map(by -> by.of(read, filters, view.idleGapMinutes())).orElse(List.of()),
                UnpricedModels.of(read, filters));
        return HttpAnswer.json(200, summary.json());
    }

    /// @param name of the list in the answer
    HttpAnswer list(String name, Dimension dimension, Parameters parameters) {
        Range range = parameters.range();
        parameters.check();
        List<DayData> read = days.all(range.days());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("start", range.start().toString());
        json.put("end", range.end().toString());
        json.set(name, Summary.json(new GroupBy.Names(dimension).of(read, Filters.NONE, view.idleGapMinutes())));
        return HttpAnswer.json(200, json);
    }
}
