package io.agentmeter.functions.query;

import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.report.Dimension;
import io.agentmeter.report.Filters;
import java.util.EnumMap;
import java.util.List;

/// Filters as parameters: `project=shop&user=ann`.
final class FilterParameters {
    private FilterParameters() {}

    static Filters read(Parameters parameters, List<Dimension> possible) {
        EnumMap<Dimension, String> wanted = new EnumMap<>(Dimension.class);
        for (Dimension dimension : possible) {
            parameters.text(dimension.label()).ifPresent(name -> wanted.put(dimension, name));
        }
        return new Filters(wanted);
    }
}
