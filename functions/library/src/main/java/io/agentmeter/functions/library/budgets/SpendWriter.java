package io.agentmeter.functions.library.budgets;

import io.agentmeter.budget.Budget;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.budget.Spent;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.budgets.DayUsage.Place;
import io.agentmeter.functions.library.control.SpendStore;
import io.agentmeter.rollup.SessionDayKey;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Brings rows of spend to what the usage is. A row is read, then the usage, then the row is written on condition that
/// nobody wrote it since: so whoever writes last has read the usage after everybody else wrote, and knows theirs. The
/// row is written even if it says the same, because the one who is about to write something older must not succeed.
record SpendWriter(SpendStore spend, DayUsage usage) {
    private static final int ATTEMPTS = 60;

    /// A row and what is to be done with it.
    private record Work(Target target, SortedSet<LocalDate> days) {}

    /// @throws OutdatedBook if somebody wrote by newer rules than these
    void settle(Collection<Target> targets, ClientDirectory clients) throws OutdatedBook {
        TreeMap<SpendKey, Work> open = new TreeMap<>();
        for (Target target : targets) {
            for (LocalDate day : target.days()) {
                open.computeIfAbsent(
                                SpendKey.of(target.budget(), target.part(), day),
                                _ -> new Work(target, new TreeSet<>()))
                        .days()
                        .add(day);
            }
        }
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new StoreUnavailable(
                        "spend was not written", new IllegalStateException(open.size() + " rows are too busy"));
            }
            write(open, clients);
        }
    }

    /// Takes off what was written.
    private void write(SortedMap<SpendKey, Work> open, ClientDirectory clients) throws OutdatedBook {
        Map<SpendKey, SpendRow> rows = spend.rows(open.keySet(), true);
        for (Map.Entry<SpendKey, Work> entry : open.entrySet()) {
            if (row(rows, entry.getKey())
                            .basis()
                            .compareTo(entry.getValue().target().basis())
                    > 0) {
                throw new OutdatedBook();
            }
        }
        Map<Place, Spent> spent = read(open.values(), clients);
        Set<SpendKey> written = new HashSet<>();
        open.forEach((key, work) -> {
            Target target = work.target();
            TreeMap<LocalDate, Spent> days = new TreeMap<>();
            for (LocalDate day : work.days()) {
                days.put(day, spent.getOrDefault(new Place(target.budget().id(), target.part(), day), Spent.NOTHING));
            }
            if (spend.write(row(rows, key).with(target.basis(), days))) {
                written.add(key);
            }
        });
        open.keySet().removeAll(written);
    }

    private static SpendRow row(Map<SpendKey, SpendRow> rows, SpendKey key) {
        return rows.getOrDefault(key, SpendRow.none(key));
    }

    private Map<Place, Spent> read(Collection<Work> works, ClientDirectory clients) {
        Map<String, Budget> budgets = new TreeMap<>();
        TreeSet<LocalDate> days = new TreeSet<>();
        Map<String, Set<SessionDayKey>> sessions = new TreeMap<>();
        for (Work work : works) {
            Budget budget = work.target().budget();
            if (budget.terms().needsSessions()) {
                Set<SessionDayKey> keys = sessions.computeIfAbsent(budget.id(), _ -> new TreeSet<>());
                work.days().forEach(day -> keys.add(new SessionDayKey(day, session(work.target()))));
            } else {
                days.addAll(work.days());
            }
            budgets.put(budget.id(), budget);
        }
        List<Budget> ofCells = budgets.values().stream()
                .filter(budget -> !budget.terms().needsSessions())
                .toList();
        Map<Place, Spent> spent = new HashMap<>(usage.ofCells(ofCells, clients, days));
        for (Budget budget : budgets.values()) {
            usage.ofSessions(budget, clients, sessions.getOrDefault(budget.id(), Set.of()))
                    .forEach((key, sum) -> spent.put(
                            new Place(budget.id(), budget.terms().isPerSession() ? key.session() : "", key.day()),
                            sum));
        }
        return spent;
    }

    private static String session(Target target) {
        return target.budget().terms().isPerSession()
                ? target.part()
                : target.budget().terms().scope().name(ScopeField.SESSION).orElse("");
    }
}
