package io.agentmeter.format.otlp;

import io.agentmeter.format.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One log record.
///
/// @param index its place in the body, counted over all resources and scopes
/// @param body text of the body, empty if it is no short text
/// @param eventName the record's own event name field; empty if unset
/// @param timeUnixNano 0 if unset
/// @param observedTimeUnixNano 0 if unset
public record OtlpRecord(
        int index,
        Attributes resource,
        Attributes attributes,
        String body,
        String eventName,
        long timeUnixNano,
        long observedTimeUnixNano) {
    OtlpRecord of(Attributes owner) {
        return new OtlpRecord(index, owner, attributes, body, eventName, timeUnixNano, observedTimeUnixNano);
    }

    /// The attribute of the record, else of its resource; empty if neither has it.
    public String text(String key) {
        return attributes.has(key) ? attributes.text(key) : resource.text(key);
    }

    /// When it happened: the named attribute (ISO 8601), else the record's time, else when it was observed, else
    /// when it was received.
    public Instant time(String attribute, Instant receivedAt) {
        return Times.ofIso(attributes.text(attribute))
                .or(() -> Times.ofUnixNanos(timeUnixNano))
                .or(() -> Times.ofUnixNanos(observedTimeUnixNano))
                .orElseGet(() -> receivedAt.truncatedTo(ChronoUnit.MILLIS));
    }
}
