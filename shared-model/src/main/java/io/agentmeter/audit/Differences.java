package io.agentmeter.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Differences, all counted and the first of each kind kept: a day on which nothing was counted has too many to show.
public final class Differences {
    /// Differences of one kind that are kept.
    public static final int SHOWN = 20;

    private final Map<Difference.Kind, Integer> counts = new EnumMap<>(Difference.Kind.class);
    private final List<Difference> shown = new ArrayList<>();

    public void add(Difference difference) {
        if (counts.merge(difference.kind(), 1, Integer::sum) <= SHOWN) {
            shown.add(difference);
        }
    }

    public void addAll(Differences others) {
        for (Difference.Kind kind : others.counts.keySet()) {
            int before = counts.getOrDefault(kind, 0);
            others.shown.stream()
                    .filter(one -> one.kind() == kind)
                    .limit(Math.max(0, SHOWN - before))
                    .forEach(shown::add);
            counts.put(kind, before + others.count(kind));
        }
    }

    public int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int count(Difference.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    public List<Difference> shown() {
        return List.copyOf(shown);
    }
}
