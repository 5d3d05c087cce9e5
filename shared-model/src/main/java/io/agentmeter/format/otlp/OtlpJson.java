package io.agentmeter.format.otlp;

import com.fasterxml.jackson.core.JsonParser;
import io.agentmeter.format.otlp.OtlpPoint.Metric;
import io.agentmeter.format.otlp.OtlpPoint.Temporality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads OTLP/JSON as a stream. Own reading rather than protobuf's `JsonFormat`, which takes the hex of `traceId` for
/// base64 and refuses numbers where it expects strings. Fields may come in any order; unknown ones are skipped.
final class OtlpJson {
    private final JsonWalk walk;
    private final Set<String> wanted;
    private final OtlpBatch batch;

    OtlpJson(JsonParser json, Set<String> wanted, OtlpBatch batch) {
        this.walk = new JsonWalk(json);
        this.wanted = wanted;
        this.batch = batch;
    }

    void read(OtlpSignal signal) throws IOException {
        switch (signal) {
            case LOGS -> read("resourceLogs", "scopeLogs", "logRecords", this::logRecord);
            case METRICS -> read("resourceMetrics", "scopeMetrics", "metrics", this::metric);
            case TRACES -> read("resourceSpans", "scopeSpans", "spans", this::span);
        }
    }

    private void read(String resources, String scopes, String items, JsonWalk.OnElement onItem) throws IOException {
        walk.object("the body", name -> {
            if (name.equals(resources)) {
                walk.array(resources, () -> resource(scopes, items, onItem));
            } else {
                walk.skip();
            }
        });
    }

    private void resource(String scopes, String items, JsonWalk.OnElement onItem) throws IOException {
        int firstRecord = batch.records().size();
        int firstPoint = batch.points().size();
        Attributes.Builder attributes = new Attributes.Builder();
        walk.object("an element of the body", name -> {
            if (name.equals("resource")) {
                walk.object("resource", field -> attributesOrSkip(field, attributes));
            } else if (name.equals(scopes)) {
                walk.array(scopes, () -> scope(scopes, items, onItem));
            } else {
                walk.skip();
            }
        });
        batch.attach(attributes.build(), firstRecord, firstPoint);
    }

    private void scope(String scopes, String items, JsonWalk.OnElement onItem) throws IOException {
        walk.object("an element of " + scopes, name -> {
            if (name.equals(items)) {
                walk.array(items, onItem);
            } else {
                walk.skip();
            }
        });
    }

    private void logRecord() throws IOException {
        Attributes.Builder attributes = new Attributes.Builder();
        String[] names = {"", ""};
        long[] times = {0, 0};
        walk.object("a log record", name -> {
            switch (name) {
                case "body" -> names[0] = value().shortText();
                case "eventName" -> names[1] = walk.scalar();
                case "timeUnixNano" -> times[0] = walk.nanos();
                case "observedTimeUnixNano" -> times[1] = walk.nanos();
                default -> attributesOrSkip(name, attributes);
            }
        });
        batch.add(new OtlpRecord(
                batch.size(), Attributes.NONE, attributes.build(), names[0], names[1], times[0], times[1]));
    }

    private void metric() throws IOException {
        List<OtlpPoint> points = new ArrayList<>();
        String[] metricName = {""};
        Temporality[] temporality = {Temporality.NONE};
        walk.object("a metric", name -> {
            switch (name) {
                case "name" -> metricName[0] = walk.scalar();
                case "sum", "gauge", "histogram", "exponentialHistogram", "summary" ->
                    walk.object(name, field -> {
                        switch (field) {
                            case "aggregationTemporality" ->
                                temporality[0] = Temporality.of(Math.clamp(walk.nanos(), 0, 3));
                            case "dataPoints" -> walk.array(field, () -> points.add(point()));
                            default -> walk.skip();
                        }
                    });
                default -> walk.skip();
            }
        });
        Metric metric = new Metric(metricName[0], temporality[0]);
        for (OtlpPoint point : points) {
            batch.add(point.of(metric).at(batch.size()));
        }
    }

    private OtlpPoint point() throws IOException {
        Attributes.Builder attributes = new Attributes.Builder();
        String[] value = {""};
        long[] times = {0, 0};
        walk.object("a data point", name -> {
            switch (name) {
                case "asDouble", "asInt" -> value[0] = walk.scalar();
                case "startTimeUnixNano" -> times[0] = walk.nanos();
                case "timeUnixNano" -> times[1] = walk.nanos();
                default -> attributesOrSkip(name, attributes);
            }
        });
        Metric unknown = new Metric("", Temporality.NONE);
        return new OtlpPoint(0, Attributes.NONE, unknown, attributes.build(), value[0], times[0], times[1]);
    }

    private void span() throws IOException {
        walk.object("a span", _ -> walk.skip());
        batch.addSpan();
    }

    private void attributesOrSkip(String name, Attributes.Builder attributes) throws IOException {
        if (name.equals("attributes")) {
            walk.array(name, () -> attribute(attributes));
        } else {
            walk.skip();
        }
    }

    private void attribute(Attributes.Builder attributes) throws IOException {
        String[] key = {""};
        AnyValue[] value = {AnyValue.ABSENT};
        boolean[] unwanted = {false};
        walk.object("an attribute", name -> {
            if (name.equals("key")) {
                key[0] = walk.scalar();
                unwanted[0] = !wanted.contains(key[0]);
            } else if (name.equals("value") && !unwanted[0]) {
                value[0] = value();
            } else {
                walk.skip();
            }
        });
        if (!unwanted[0] && wanted.contains(key[0])) {
            value[0].putInto(attributes, key[0]);
        }
    }

    private AnyValue value() throws IOException {
        AnyValue[] value = {AnyValue.ABSENT};
        walk.object("a value", name -> {
            switch (name) {
                case "stringValue", "intValue", "doubleValue", "boolValue" -> value[0] = AnyValue.of(walk.scalar());
                case "arrayValue" -> value[0] = AnyValue.of(plainElements());
                default -> walk.skip();
            }
        });
        return value[0];
    }

    private List<String> plainElements() throws IOException {
        List<String> elements = new ArrayList<>();
        walk.object("arrayValue", name -> {
            if (name.equals("values")) {
                walk.array(name, () -> elements.add(value().shortText()));
            } else {
                walk.skip();
            }
        });
        return elements;
    }
}
