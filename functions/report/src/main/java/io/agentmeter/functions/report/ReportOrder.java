package io.agentmeter.functions.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.functions.library.http.Parameters.Range;
import io.agentmeter.report.Dimension;
import io.agentmeter.report.Filters;
import io.agentmeter.report.ReportFormat;
import io.agentmeter.report.ReportKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody wants a report of.
record ReportOrder(Range range, @Nullable String projectOrNull, ReportKind kind, ReportFormat format) {
    private static final int MOST_BYTES = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .build())
            .build();

    /// What became of a body.
    sealed interface Reading {
        record Understood(ReportOrder order) implements Reading {}

        record Refused(HttpError error) implements Reading {}
    }

    /// @throws io.agentmeter.functions.library.http.InvalidParameters naming every field that makes no sense
    static Reading read(byte[] body) {
        if (body.length > MOST_BYTES) {
            return new Reading.Refused(HttpError.tooLarge("an order of a report has at most " + MOST_BYTES + " bytes"));
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json == null || !json.isObject()) {
                return new Reading.Refused(HttpError.unreadableBody("the body must be a JSON object"));
            }
            return new Reading.Understood(read(json));
        } catch (JsonProcessingException malformed) {
            HttpError error = HttpError.unreadableBody("the body is not JSON");
            return new Reading.Refused(
                    malformed.getLocation() == null
                            ? error
                            : error.at("line " + malformed.getLocation().getLineNr() + ", column "
                                    + malformed.getLocation().getColumnNr()));
        } catch (IOException impossible) {
            return new Reading.Refused(HttpError.unreadableBody("the body cannot be read"));
        }
    }

    private static ReportOrder read(JsonNode json) {
        Map<String, List<String>> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getValue().isTextual()) {
                texts.put(field.getKey(), List.of(field.getValue().textValue()));
            }
        }
        Parameters parameters = new Parameters(texts);
        for (String name : List.of("start", "end", "project", "kind", "format")) {
            JsonNode value = json.path(name);
            if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
                parameters.wrong(name, "must be a text");
            }
        }
        Range range = parameters.range();
        String kind = parameters.oneOf("kind", ReportKind.DAILY.label(), ReportKind.labels());
        String format = parameters.oneOf("format", ReportFormat.CSV.label(), ReportFormat.labels());
        String project = parameters.text("project").orElse(null);
        parameters.check();
        return new ReportOrder(
                range,
                project,
                ReportKind.ofLabel(kind).orElseThrow(),
                ReportFormat.ofLabel(format).orElseThrow());
    }

    Filters filters() {
        return projectOrNull == null ? Filters.NONE : new Filters(Map.of(Dimension.PROJECT, projectOrNull));
    }

    /// `agentmeter-daily-2026-11-01-2026-11-22.csv`
    String fileName() {
        return "agentmeter-" + kind.label() + "-" + range.start() + "-" + range.end() + "." + format.label();
    }
}
