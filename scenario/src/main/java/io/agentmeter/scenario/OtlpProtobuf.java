package io.agentmeter.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;

/// OTLP/JSON logs said in protobuf, as an exporter with `http/protobuf` would send them.
final class OtlpProtobuf {
    private OtlpProtobuf() {}

    static byte[] logs(JsonNode json) {
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        for (JsonNode resourceLogs : json.path("resourceLogs")) {
            ResourceLogs.Builder resource = request.addResourceLogsBuilder()
                    .setResource(Resource.newBuilder()
                            .addAllAttributes(
                                    attributes(resourceLogs.path("resource").path("attributes"))));
            for (JsonNode scopeLogs : resourceLogs.path("scopeLogs")) {
                JsonNode scope = scopeLogs.path("scope");
                ScopeLogs.Builder inScope = resource.addScopeLogsBuilder()
                        .setScope(InstrumentationScope.newBuilder()
                                .setName(scope.path("name").asText())
                                .setVersion(scope.path("version").asText()));
                for (JsonNode record : scopeLogs.path("logRecords")) {
                    inScope.addLogRecords(record(record));
                }
            }
        }
        return request.build().toByteArray();
    }

    private static LogRecord record(JsonNode json) {
        return LogRecord.newBuilder()
                .setTimeUnixNano(Long.parseLong(json.path("timeUnixNano").textValue()))
                .setObservedTimeUnixNano(
                        Long.parseLong(json.path("observedTimeUnixNano").textValue()))
                .setBody(value(json.path("body")))
                .addAllAttributes(attributes(json.path("attributes")))
                .build();
    }

    private static List<KeyValue> attributes(JsonNode json) {
        List<KeyValue> attributes = new ArrayList<>();
        for (JsonNode attribute : json) {
            attributes.add(KeyValue.newBuilder()
                    .setKey(attribute.path("key").textValue())
                    .setValue(value(attribute.path("value")))
                    .build());
        }
        return attributes;
    }

    private static AnyValue value(JsonNode json) {
        String kind = json.fieldNames().next();
        JsonNode value = json.path(kind);
        return switch (kind) {
            case "stringValue" ->
                AnyValue.newBuilder().setStringValue(value.textValue()).build();
            case "intValue" -> AnyValue.newBuilder().setIntValue(value.asLong()).build();
            case "doubleValue" ->
                AnyValue.newBuilder().setDoubleValue(value.doubleValue()).build();
            case "boolValue" ->
                AnyValue.newBuilder().setBoolValue(value.booleanValue()).build();
            default -> throw new IllegalArgumentException("the sample uses a kind of value not known here: " + kind);
        };
    }
}
