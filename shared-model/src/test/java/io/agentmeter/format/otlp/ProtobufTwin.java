package io.agentmeter.format.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The same OTLP body in protobuf, made from its JSON.
public final class ProtobufTwin {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProtobufTwin() {}

    public static byte[] ofLogs(String json) {
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        for (JsonNode resource : parse(json).path("resourceLogs")) {
            ResourceLogs.Builder resourceLogs = request.addResourceLogsBuilder();
            resourceLogs.getResourceBuilder().addAllAttributes(attributes(resource.path("resource")));
            for (JsonNode scope : resource.path("scopeLogs")) {
                ScopeLogs.Builder scopeLogs = resourceLogs.addScopeLogsBuilder();
                scope.path("logRecords").forEach(record -> scopeLogs.addLogRecords(logRecord(record)));
            }
        }
        return request.build().toByteArray();
    }

    public static byte[] ofMetrics(String json) {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        for (JsonNode resource : parse(json).path("resourceMetrics")) {
            ResourceMetrics.Builder resourceMetrics = request.addResourceMetricsBuilder();
            resourceMetrics.getResourceBuilder().addAllAttributes(attributes(resource.path("resource")));
            for (JsonNode scope : resource.path("scopeMetrics")) {
                ScopeMetrics.Builder scopeMetrics = resourceMetrics.addScopeMetricsBuilder();
                scope.path("metrics").forEach(metric -> scopeMetrics.addMetrics(metric(metric)));
            }
        }
        return request.build().toByteArray();
    }

    private static LogRecord logRecord(JsonNode record) {
        return LogRecord.newBuilder()
                .setTimeUnixNano(record.path("timeUnixNano").asLong())
                .setObservedTimeUnixNano(record.path("observedTimeUnixNano").asLong())
                .setBody(value(record.path("body")))
                .addAllAttributes(attributes(record))
                .build();
    }

    private static Metric metric(JsonNode metric) {
        Sum.Builder sum = Sum.newBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporalityValue(
                        metric.path("sum").path("aggregationTemporality").asInt());
        for (JsonNode point : metric.path("sum").path("dataPoints")) {
            sum.addDataPoints(NumberDataPoint.newBuilder()
                    .setStartTimeUnixNano(point.path("startTimeUnixNano").asLong())
                    .setTimeUnixNano(point.path("timeUnixNano").asLong())
                    .setAsDouble(point.path("asDouble").asDouble())
                    .addAllAttributes(attributes(point)));
        }
        return Metric.newBuilder()
                .setName(metric.path("name").asText())
                .setSum(sum)
                .build();
    }

    private static List<KeyValue> attributes(JsonNode owner) {
        List<KeyValue> attributes = new ArrayList<>();
        for (JsonNode attribute : owner.path("attributes")) {
            attributes.add(KeyValue.newBuilder()
                    .setKey(attribute.path("key").asText())
                    .setValue(value(attribute.path("value")))
                    .build());
        }
        return attributes;
    }

    private static AnyValue value(JsonNode value) {
        AnyValue.Builder twin = AnyValue.newBuilder();
        if (value.has("stringValue")) {
            twin.setStringValue(value.path("stringValue").asText());
        } else if (value.has("intValue")) {
            twin.setIntValue(value.path("intValue").asLong());
        } else if (value.has("doubleValue")) {
            twin.setDoubleValue(value.path("doubleValue").asDouble());
        } else if (value.has("boolValue")) {
            twin.setBoolValue(value.path("boolValue").asBoolean());
        } else if (value.has("arrayValue")) {
            ArrayValue.Builder array = twin.getArrayValueBuilder();
            value.path("arrayValue").path("values").forEach(element -> array.addValues(value(element)));
        }
        return twin.build();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
