package io.agentmeter.format.otlp;

import java.util.ArrayList;
import java.util.List;

/// Everything in one OTLP body, of all resources and scopes.
final class OtlpBatch {
    private final int maxRecords;
    private final List<OtlpRecord> records = new ArrayList<>();
    private final List<OtlpPoint> points = new ArrayList<>();
    private final List<Integer> broken = new ArrayList<>();
    private int spans;
    private boolean overflown;

    OtlpBatch(int maxRecords) {
        this.maxRecords = maxRecords;
    }

    void add(OtlpRecord record) {
        if (hasRoom()) {
            records.add(record);
        }
    }

    void add(OtlpPoint point) {
        if (hasRoom()) {
            points.add(point);
        }
    }

    void addSpan() {
        if (hasRoom()) {
            spans++;
        }
    }

    /// Notes an element where a record, a point or a span should be.
    void addBroken() {
        if (hasRoom()) {
            broken.add(size());
        }
    }

    /// Gives the records and points from these indexes on their resource, which may come after them in the body.
    void attach(Attributes resource, int firstRecord, int firstPoint) {
        records.subList(firstRecord, records.size()).replaceAll(record -> record.of(resource));
        points.subList(firstPoint, points.size()).replaceAll(point -> point.of(resource));
    }

    /// The index of the next record.
    int size() {
        return records.size() + points.size() + spans + broken.size();
    }

    /// Whether there were more records than a body may have; the surplus is not here.
    boolean isOverflown() {
        return overflown;
    }

    List<OtlpRecord> records() {
        return records;
    }

    List<OtlpPoint> points() {
        return points;
    }

    /// Places of what is no record.
    List<Integer> broken() {
        return broken;
    }

    int spans() {
        return spans;
    }

    private boolean hasRoom() {
        overflown |= size() >= maxRecords;
        return !overflown;
    }
}
