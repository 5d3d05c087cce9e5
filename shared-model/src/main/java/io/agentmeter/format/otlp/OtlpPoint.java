package io.agentmeter.format.otlp;

import io.agentmeter.format.Counts;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeMap;

/// One data point of a metric.
///
/// @param index its place in the body, counted over all resources, scopes and metrics
/// @param value the number's exact text; empty if it has none
/// @param startTimeUnixNano 0 if unset
/// @param timeUnixNano 0 if unset
public record OtlpPoint(
        int index,
        Attributes resource,
        Metric metric,
        Attributes attributes,
        String value,
        long startTimeUnixNano,
        long timeUnixNano) {
    /// What a metric says of all its points.
    public record Metric(String name, Temporality temporality) {}

    /// Of sums and histograms; others have none.
    public enum Temporality {
        NONE,
        DELTA,
        CUMULATIVE;

        static Temporality of(int number) {
            return switch (number) {
                case 1 -> DELTA;
                case 2 -> CUMULATIVE;
                default -> NONE;
            };
        }
    }

    OtlpPoint of(Attributes owner) {
        return new OtlpPoint(index, owner, metric, attributes, value, startTimeUnixNano, timeUnixNano);
    }

    OtlpPoint at(int place) {
        return new OtlpPoint(place, resource, metric, attributes, value, startTimeUnixNano, timeUnixNano);
    }

    OtlpPoint of(Metric owner) {
        return new OtlpPoint(index, resource, owner, attributes, value, startTimeUnixNano, timeUnixNano);
    }

    /// The attribute of the point, else of its resource; empty if neither has it.
    public String text(String key) {
        return attributes.has(key) ? attributes.text(key) : resource.text(key);
    }

    public Optional<BigDecimal> number() {
        return Counts.decimal(value);
    }

    /// Everything that tells this point from every other, in a fixed order.
    public String series() {
        return metric.name() + "|" + new TreeMap<>(attributes.texts()) + "|" + startTimeUnixNano + "|" + timeUnixNano;
    }
}
