package io.agentmeter.format.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat;
import io.agentmeter.format.Limits;
import io.agentmeter.format.json.JsonBody;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// One OTLP route: JSON or protobuf by content type, read once, then offered to the agents' mappers in turn. What no
/// mapper reads is ignored, not refused: other programs' telemetry may pass through the same exporter.
public final class OtlpFormat implements EventFormat {
    private static final JsonBody JSON = new JsonBody(Limits.MAX_DEPTH);
    private static final Set<String> PROTOBUF = Set.of("application/x-protobuf", "application/protobuf");

    private final OtlpSignal signal;
    private final List<OtlpMapper> mappers;
    private final Set<String> attributes;

    public OtlpFormat(OtlpSignal signal, List<OtlpMapper> mappers) {
        this.signal = signal;
        this.mappers = List.copyOf(mappers);
        this.attributes = mappers.stream()
                .flatMap(mapper -> mapper.attributes().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Outcome read(Body body, Receipt receipt) {
        if (body.contentType().startsWith("application/grpc")) {
            return new Unreadable("gRPC is not offered here: use the protocol http/protobuf or http/json", "");
        }
        return PROTOBUF.contains(body.contentType()) ? readProtobuf(body, receipt) : readJson(body, receipt);
    }

    private Outcome readJson(Body body, Receipt receipt) {
        return JSON.read(body, json -> {
            OtlpBatch batch = new OtlpBatch(Limits.MAX_OTLP_RECORDS);
            new OtlpJson(json, attributes, batch).read(signal);
            return map(batch, receipt);
        });
    }

    private Outcome readProtobuf(Body body, Receipt receipt) {
        OtlpBatch batch = new OtlpBatch(Limits.MAX_OTLP_RECORDS);
        try {
            new OtlpProtobuf(attributes, batch).read(signal, body.bytes());
        } catch (InvalidProtocolBufferException e) {
            return new Unreadable("the body is not OTLP in protobuf", "");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory do not fail to be read", e);
        }
        return map(batch, receipt);
    }

    private Outcome map(OtlpBatch batch, Receipt receipt) {
        if (batch.isOverflown()) {
            return new TooLarge("more than " + Limits.MAX_OTLP_RECORDS + " records in one body");
        }
        EventCollector events = new EventCollector();
        batch.broken().forEach(index -> events.reject(index, null, "", "must be an object"));
        List<OtlpRecord> records = batch.records();
        List<OtlpPoint> points = batch.points();
        for (OtlpMapper mapper : mappers) {
            Predicate<OtlpRecord> readsRecord = mapper::reads;
            Predicate<OtlpPoint> readsPoint = mapper::reads;
            mapper.mapRecords(records.stream().filter(readsRecord).toList(), receipt, events);
            mapper.mapPoints(points.stream().filter(readsPoint).toList(), receipt, events);
            records = records.stream().filter(readsRecord.negate()).toList();
            points = points.stream().filter(readsPoint.negate()).toList();
        }
        events.ignore(records.size() + points.size() + batch.spans());
        return events.events(false);
    }
}
