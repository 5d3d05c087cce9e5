package io.agentmeter.format.otlp;

import com.fasterxml.jackson.core.JsonParser;
import io.agentmeter.format.otlp.OtlpPoint.Metric;
import io.agentmeter.format.otlp.OtlpPoint.Temporality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads OTLP/JSON as a stream. Own reading rather than protobuf's `JsonFormat`, which takes the hex of `traceId` for
/// base64 and refuses numbers where it expects strings. Fields may come in any order; unknown ones are skipped. A body
/// of another shape is refused; a record of another shape is noted, and the others are read.
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
        Parts parts = new Parts();
        boolean isRecord = walk.objectIfAny(name -> {
            switch (name) {
                case "body" -> parts.text = value().shortText();
                case "eventName" -> parts.name = walk.scalar();
                case "timeUnixNano" -> parts.timeUnixNano = walk.nanos();
                case "observedTimeUnixNano" -> parts.otherTimeUnixNano = walk.nanos();
                default -> attributesOrSkip(name, parts.attributes);
            }
        });
        if (!isRecord) {
            batch.addBroken();
            return;
        }
        batch.add(new OtlpRecord(
                batch.size(),
                Attributes.NONE,
                parts.attributes.build(),
                parts.text,
                parts.name,
                parts.timeUnixNano,
                parts.otherTimeUnixNano));
    }

    private void metric() throws IOException {
        List<OtlpPoint> points = new ArrayList<>();
        Parts parts = new Parts();
        boolean isMetric = walk.objectIfAny(name -> {
            switch (name) {
                case "name" -> parts.name = walk.scalar();
                case "sum", "gauge", "histogram", "exponentialHistogram", "summary" -> points(parts, points);
                default -> walk.skip();
            }
        });
        Metric metric = new Metric(parts.name, parts.temporality);
        for (OtlpPoint point : points) {
            batch.add(point.of(metric).at(batch.size()));
        }
        for (int broken = isMetric ? parts.broken : 1; broken > 0; broken--) {
            batch.addBroken();
        }
    }

    private void points(Parts metric, List<OtlpPoint> points) throws IOException {
        walk.objectIfAny(name -> {
            switch (name) {
                case "aggregationTemporality" ->
                    metric.temporality = Temporality.of(Math.clamp(walk.nanos(), 0, Integer.MAX_VALUE));
                case "dataPoints" -> walk.arrayIfAny(() -> point(metric, points));
                default -> walk.skip();
            }
        });
    }

    private void point(Parts owner, List<OtlpPoint> points) throws IOException {
        Parts parts = new Parts();
        boolean isPoint = walk.objectIfAny(name -> {
            switch (name) {
                case "asDouble", "asInt" -> parts.text = walk.scalar();
                case "startTimeUnixNano" -> parts.otherTimeUnixNano = walk.nanos();
                case "timeUnixNano" -> parts.timeUnixNano = walk.nanos();
                default -> attributesOrSkip(name, parts.attributes);
            }
        });
        if (!isPoint) {
            owner.broken++;
            return;
        }
        Metric unknownYet = new Metric("", Temporality.NONE);
        points.add(new OtlpPoint(
                0,
                Attributes.NONE,
                unknownYet,
                parts.attributes.build(),
                parts.text,
                parts.otherTimeUnixNano,
                parts.timeUnixNano));
    }

    private void span() throws IOException {
        if (walk.objectIfAny(_ -> walk.skip())) {
            batch.addSpan();
        } else {
            batch.addBroken();
        }
    }

    private void attributesOrSkip(String name, Attributes.Builder attributes) throws IOException {
        if (name.equals("attributes")) {
            walk.arrayIfAny(() -> attribute(attributes));
        } else {
            walk.skip();
        }
    }

    private void attribute(Attributes.Builder attributes) throws IOException {
        Slot slot = new Slot();
        walk.objectIfAny(name -> {
            if (name.equals("key")) {
                slot.name = walk.scalar();
            } else if (name.equals("value") && (slot.name.isEmpty() || wanted.contains(slot.name))) {
                slot.value = value();
            } else {
                walk.skip();
            }
        });
        if (wanted.contains(slot.name)) {
            slot.value.putInto(attributes, slot.name);
        }
    }

    private AnyValue value() throws IOException {
        Slot slot = new Slot();
        walk.objectIfAny(name -> {
            switch (name) {
                case "stringValue", "intValue", "doubleValue", "boolValue" -> slot.value = AnyValue.of(walk.scalar());
                case "arrayValue" -> slot.value = AnyValue.of(plainElements());
                default -> walk.skip();
            }
        });
        return slot.value;
    }

    private List<String> plainElements() throws IOException {
        List<String> elements = new ArrayList<>();
        walk.objectIfAny(name -> {
            if (name.equals("values")) {
                walk.arrayIfAny(() -> elements.add(value().shortText()));
            } else {
                walk.skip();
            }
        });
        return elements;
    }

    /// What an object turns out to hold, in whatever order its fields come.
    private static final class Parts {
        private final Attributes.Builder attributes = new Attributes.Builder();
        private Temporality temporality = Temporality.NONE;
        private String name = "";
        private String text = "";
        private long timeUnixNano;
        private long otherTimeUnixNano;
        private int broken;
    }

    private static final class Slot {
        private String name = "";
        private AnyValue value = AnyValue.ABSENT;
    }
}
