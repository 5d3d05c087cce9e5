package io.agentmeter.functions.library.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Marks in memory, for tests.
public final class InMemoryDayMarks implements DayMarks {
    private final TreeMap<LocalDate, DayMark> marks = new TreeMap<>();

    @Override
    public synchronized void begin(LocalDate day) {
        marks.putIfAbsent(day, new DayMark(day, 1, 0));
    }

    @Override
    public synchronized void change(LocalDate day) {
        marks.merge(
                day, new DayMark(day, 1, 0), (mark, _) -> new DayMark(day, mark.version() + 1, mark.writtenVersion()));
    }

    @Override
    public synchronized Optional<DayMark> find(LocalDate day) {
        return Optional.ofNullable(marks.get(day));
    }

    @Override
    public synchronized List<DayMark> before(LocalDate day, int limit) {
        return marks.headMap(day).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized void written(DayMark asRead, boolean last) {
        marks.computeIfPresent(
                asRead.day(),
                (day, mark) -> last && mark.version() == asRead.version()
                        ? null
                        : new DayMark(day, mark.version(), asRead.version()));
    }
}
