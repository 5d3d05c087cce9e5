package io.agentmeter.format.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.agentmeter.format.otlp.OtlpPoint.Metric;
import io.agentmeter.format.otlp.OtlpPoint.Temporality;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// Reads OTLP/protobuf into the same records as [OtlpJson].
final class OtlpProtobuf {
    private static final int MAX_DEPTH = 32;

    private final Set<String> wanted;
    private final OtlpBatch batch;

    OtlpProtobuf(Set<String> wanted, OtlpBatch batch) {
        this.wanted = wanted;
        this.batch = batch;
    }

    /// @throws InvalidProtocolBufferException if the bytes are something else
    void read(OtlpSignal signal, byte[] bytes) throws IOException {
        CodedInputStream input = CodedInputStream.newInstance(bytes);
        input.setRecursionLimit(MAX_DEPTH);
        switch (signal) {
            case LOGS -> readLogs(ExportLogsServiceRequest.parseFrom(input));
            case METRICS -> readMetrics(ExportMetricsServiceRequest.parseFrom(input));
            case TRACES -> readTraces(ExportTraceServiceRequest.parseFrom(input));
        }
        input.checkLastTagWas(0);
    }

    private void readLogs(ExportLogsServiceRequest request) {
        request.getResourceLogsList().forEach(resourceLogs -> {
            Attributes resource = attributes(resourceLogs.getResource().getAttributesList());
            resourceLogs.getScopeLogsList().stream()
                    .flatMap(scope -> scope.getLogRecordsList().stream())
                    .forEach(record -> batch.add(record(resource, record)));
        });
    }

    private OtlpRecord record(Attributes resource, LogRecord record) {
        return new OtlpRecord(
                batch.size(),
                resource,
                attributes(record.getAttributesList()),
                value(record.getBody()).shortText(),
                record.getEventName(),
                Math.max(0, record.getTimeUnixNano()),
                Math.max(0, record.getObservedTimeUnixNano()));
    }

    private void readMetrics(ExportMetricsServiceRequest request) {
        request.getResourceMetricsList().forEach(resourceMetrics -> {
            Attributes resource = attributes(resourceMetrics.getResource().getAttributesList());
            resourceMetrics.getScopeMetricsList().stream()
                    .flatMap(scope -> scope.getMetricsList().stream())
                    .forEach(metric -> read(resource, metric));
        });
    }

    private void read(Attributes resource, io.opentelemetry.proto.metrics.v1.Metric metric) {
        Metric owner =
                new Metric(metric.getName(), Temporality.of(metric.getSum().getAggregationTemporalityValue()));
        metric.getSum().getDataPointsList().forEach(point -> batch.add(point(resource, owner, point)));
        metric.getGauge().getDataPointsList().forEach(point -> batch.add(point(resource, owner, point)));
        int others = metric.getHistogram().getDataPointsCount()
                + metric.getExponentialHistogram().getDataPointsCount()
                + metric.getSummary().getDataPointsCount();
        for (int i = 0; i < others; i++) {
            batch.add(new OtlpPoint(batch.size(), resource, owner, Attributes.NONE, "", 0, 0));
        }
    }

    private OtlpPoint point(Attributes resource, Metric owner, NumberDataPoint point) {
        String value = switch (point.getValueCase()) {
            case AS_INT -> Long.toString(point.getAsInt());
            case AS_DOUBLE -> text(point.getAsDouble());
            case VALUE_NOT_SET -> "";
        };
        return new OtlpPoint(
                batch.size(),
                resource,
                owner,
                attributes(point.getAttributesList()),
                value,
                Math.max(0, point.getStartTimeUnixNano()),
                Math.max(0, point.getTimeUnixNano()));
    }

    private void readTraces(ExportTraceServiceRequest request) {
        request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(_ -> batch.addSpan());
    }

    private Attributes attributes(List<KeyValue> list) {
        Attributes.Builder attributes = new Attributes.Builder();
        for (KeyValue attribute : list) {
            if (wanted.contains(attribute.getKey())) {
                value(attribute.getValue()).putInto(attributes, attribute.getKey());
            }
        }
        return attributes.build();
    }

    private static AnyValue value(io.opentelemetry.proto.common.v1.AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> AnyValue.of(value.getStringValue());
            case BOOL_VALUE -> AnyValue.of(Boolean.toString(value.getBoolValue()));
            case INT_VALUE -> AnyValue.of(Long.toString(value.getIntValue()));
            case DOUBLE_VALUE -> AnyValue.of(text(value.getDoubleValue()));
            case ARRAY_VALUE ->
                AnyValue.of(value.getArrayValue().getValuesList().stream()
                        .map(element -> value(element).shortText())
                        .toList());
            case KVLIST_VALUE, BYTES_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET -> AnyValue.ABSENT;
        };
    }

    /// The wire has a binary number; its shortest decimal text is what the sender wrote.
    private static String text(double number) {
        return Double.isFinite(number) ? BigDecimal.valueOf(number).toPlainString() : "";
    }
}
