package io.agentmeter.budget;

import java.util.Comparator;

/// What spend was added up by: the terms that decide which usage counts, and the directory of clients where the terms
/// need it. Spend of another basis is another budget's; and whoever knows an older basis must not write over a newer.
///
/// @param revision of the budget when what it counts last changed
/// @param clients the version of the clients' projects, 0 where no client is asked for
public record Basis(long revision, long clients) implements Comparable<Basis> {
    private static final Comparator<Basis> ORDER =
            Comparator.comparingLong(Basis::revision).thenComparingLong(Basis::clients);

    public String text() {
        return revision + "." + clients;
    }

    public static Basis parse(String text) {
        String[] parts = text.split("\\.", -1);
        return new Basis(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    @Override
    public int compareTo(Basis other) {
        return ORDER.compare(this, other);
    }
}
