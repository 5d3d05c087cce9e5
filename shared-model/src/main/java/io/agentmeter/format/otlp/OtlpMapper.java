package io.agentmeter.format.otlp;

import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat.Receipt;
import java.util.List;
import java.util.Set;

/// What one agent's telemetry means. Adding an agent is adding a mapper to the list in
/// [io.agentmeter.format.EventFormats].
public interface OtlpMapper {
    /// Attributes that the mapper reads, of resources and records alike. No other attribute is even kept in memory.
    Set<String> attributes();

    /// Whether the record is of this mapper's agent.
    boolean reads(OtlpRecord record);

    boolean reads(OtlpPoint point);

    /// Takes the records it [reads][#reads]: each becomes an event, a rejection, or is ignored.
    void mapRecords(List<OtlpRecord> records, Receipt receipt, EventCollector events);

    /// Takes the points it [reads][#reads].
    void mapPoints(List<OtlpPoint> points, Receipt receipt, EventCollector events);
}
