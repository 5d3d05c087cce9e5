package io.agentmeter.budget;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is stored of a part's spend: absolute sums, never added to.
///
/// @param version 0 before it was first stored, then raised by each write
/// @param basis what the days were added up by
public record SpendRow(SpendKey key, long version, Basis basis, Spend spend) {
    private static final Basis NO_BASIS = new Basis(0, 0);

    public static SpendRow none(SpendKey key) {
        return new SpendRow(key, 0, NO_BASIS, Spend.NONE);
    }

    /// What the row says about a budget on this basis; nothing if it was added up by other rules.
    public Spend on(Basis wanted) {
        return basis.equals(wanted) ? spend : Spend.NONE;
    }

    /// This row with these days set and the others kept, if they were added up by the same rules.
    public SpendRow with(Basis by, SortedMap<LocalDate, Spent> days) {
        TreeMap<LocalDate, Spent> all = new TreeMap<>(on(by).days());
        all.putAll(days);
        return new SpendRow(key, version, by, new Spend(all));
    }
}
