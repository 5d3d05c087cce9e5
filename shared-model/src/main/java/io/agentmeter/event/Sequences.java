package io.agentmeter.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Which numbers of a counted stream of records were seen, as ranges: `1-9` and `b-f`, in base 36. Agents number the
/// records of a session, so a number that nobody saw is a record that got lost. Union is all that is ever done to it,
/// so it may be done any number of times and in any order.
public record Sequences(List<Range> ranges) {
    public static final Sequences NONE = new Sequences(List.of());

    /// Ranges that are kept; what is behind is forgotten, which at worst looks like a record that was seen.
    private static final int MOST_RANGES = 40;

    private static final int MOST_DIGITS = 13;

    /// Both ends included.
    public record Range(long first, long last) {}

    public Sequences {
        ranges = normal(ranges);
    }

    public static Sequences of(long number) {
        return number < 0 ? NONE : new Sequences(List.of(new Range(number, number)));
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public Sequences merge(Sequences other) {
        if (other.isEmpty() || other.equals(this)) {
            return this;
        }
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return new Sequences(all);
    }

    /// Numbers between the first and the last that were not seen, counting only holes of at least `shortest`:
    /// records that mean nothing to the meter are not kept one by one.
    public long missing(int shortest) {
        long missing = 0;
        for (int index = 1; index < ranges.size(); index++) {
            long hole = ranges.get(index).first() - ranges.get(index - 1).last() - 1;
            missing += hole >= shortest ? hole : 0;
        }
        return missing;
    }

    private static List<Range> normal(Collection<Range> ranges) {
        List<Range> joined = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingLong(Range::first)).toList()) {
            if (!joined.isEmpty() && range.first() <= joined.getLast().last() + 1) {
                Range before = joined.removeLast();
                joined.add(new Range(before.first(), Math.max(before.last(), range.last())));
            } else {
                joined.add(range);
            }
        }
        // Too many holes to keep: the narrowest are closed.
        while (joined.size() > MOST_RANGES) {
            int narrowest = 1;
            for (int index = 2; index < joined.size(); index++) {
                if (hole(joined, index) < hole(joined, narrowest)) {
                    narrowest = index;
                }
            }
            Range after = joined.remove(narrowest);
            Range before = joined.remove(narrowest - 1);
            joined.add(narrowest - 1, new Range(before.first(), after.last()));
        }
        return List.copyOf(joined);
    }

    private static long hole(List<Range> ranges, int index) {
        return ranges.get(index).first() - ranges.get(index - 1).last();
    }

    /// `1-9_b`; empty for none.
    public String text() {
        return ranges.stream()
                .map(range -> range.first() == range.last()
                        ? Long.toString(range.first(), 36)
                        : Long.toString(range.first(), 36) + "-" + Long.toString(range.last(), 36))
                .collect(Collectors.joining("_"));
    }

    /// @throws IllegalArgumentException if the text is none that [#text] makes
    public static Sequences parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split("_", -1)) {
            String[] ends = part.split("-", -1);
            if (ends.length > 2 || part.length() > 2 * MOST_DIGITS + 1) {
                throw new IllegalArgumentException("not a list of ranges");
            }
            ranges.add(new Range(Long.parseLong(ends[0], 36), Long.parseLong(ends[ends.length - 1], 36)));
        }
        return new Sequences(ranges);
    }
}
