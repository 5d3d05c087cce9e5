package io.agentmeter.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.alert.AlertMessage;
import io.agentmeter.budget.Action;
import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetCrossing;
import io.agentmeter.budget.BudgetTerms;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.Budgets;
import io.agentmeter.budget.Measure;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.Spend;
import io.agentmeter.budget.SpendFold;
import io.agentmeter.budget.Spent;
import io.agentmeter.budget.Threshold;
import io.agentmeter.functions.library.control.StoredAlert;
import io.agentmeter.rollup.CellKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Evaluators race, die, repeat themselves and meet administrators, a thousand times from seeds. A seed that fails is
/// named and reproduces.
class BudgetRacesTest {
    private static final List<LocalDate> DAYS = List.of(RacingWorld.TODAY, RacingWorld.TODAY.minusDays(1));
    private static final List<String> PROJECTS = List.of("shop", "web");
    private static final List<String> USERS = List.of("ann", "bob", "");
    private static final int FAULTS = 12;

    private static CellKey cell(Random random) {
        return new CellKey(
                pick(random, DAYS), pick(random, PROJECTS), pick(random, USERS), "", "claude-code", "m", "api", "");
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static BudgetTerms terms(Random random) {
        Budgets budget = Budgets.any()
                .limit(Measure.USD, pick(random, List.of("3", "5", "8")))
                .window(pick(random, List.of(Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.TOTAL)))
                .thresholds(
                        Threshold.percent(50, Action.NOTIFY),
                        Threshold.percent(80, Action.WARN),
                        Threshold.percent(100, Action.STOP));
        return switch (random.nextInt(4)) {
            case 0 -> budget.terms();
            case 1 -> budget.scope(ScopeField.PROJECT, "shop").terms();
            case 2 -> budget.per(ScopeField.USER).terms();
            default -> budget.per(ScopeField.PROJECT).terms();
        };
    }

    /// Everything that happens in one race; how much is left to the stream when, is up to the seed.
    private static RacingWorld race(long seed, boolean moves) {
        RacingWorld world = new RacingWorld(seed, FAULTS);
        Random random = new Random(seed);
        world.administer("first", terms(random));
        List<CellChange> records = new ArrayList<>();
        int steps = 6 + random.nextInt(10);
        for (int step = 0; step < steps; step++) {
            world.interruptions.happen(() -> step(world, random, records, moves));
        }
        world.interruptions.runAll();
        world.tell(records);
        world.interruptions.runAll();
        world.sweep();
        return world;
    }

    private static void step(RacingWorld world, Random random, List<CellChange> records, boolean moves) {
        CellKey cell = cell(random);
        String dollars = random.nextInt(4) + "." + random.nextInt(10);
        records.add(world.use(cell, dollars, 1, !moves || random.nextInt(3) > 0));
        if (moves && random.nextInt(3) == 0) {
            records.add(world.use(cell, "-" + dollars, -1, true));
            records.add(world.use(cell(random), dollars, 1, true));
        }
        switch (random.nextInt(8)) {
            case 0, 1 -> world.administer("second", terms(random));
            case 2 -> world.administer("first", terms(random));
            case 3 -> {
                if (moves) {
                    world.administer(
                            "acme",
                            Budgets.any().scope(ScopeField.CLIENT, "acme").terms());
                    world.assign("acme", random.nextBoolean() ? PROJECTS : List.of(pick(random, PROJECTS)));
                }
            }
            default -> {}
        }
        if (random.nextInt(2) == 0) {
            world.tell(records);
            if (random.nextBoolean()) {
                records.clear();
            }
        }
    }

    private static Map<String, Spend> plainFold(RacingWorld world, Budget budget) {
        Map<String, SortedMap<LocalDate, Spent>> parts = new TreeMap<>();
        for (LocalDate day : DAYS) {
            SpendFold.ofCells(budget, world.book().clients(), world.rollups.cells(day, true))
                    .forEach((part, spent) ->
                            parts.computeIfAbsent(part, _ -> new TreeMap<>()).put(day, spent));
        }
        Map<String, Spend> spend = new TreeMap<>();
        parts.forEach((part, days) -> spend.put(part, new Spend(days)));
        return spend;
    }

    private static Map<String, Spend> stored(RacingWorld world, Budget budget) {
        Basis basis = budget.basis(world.book().clients());
        Map<String, Spend> spend = new TreeMap<>();
        for (String period : List.of("2026-11", "2026-12")) {
            world.spend.parts(budget.id(), period, 1_000, true).forEach(row -> {
                if (!row.on(basis).days().isEmpty()) {
                    spend.merge(row.key().part(), row.on(basis), Spend::plus);
                }
            });
        }
        return spend;
    }

    private static void spendIsThePlainFold(RacingWorld world, long seed) {
        for (Budget budget : world.book().budgets()) {
            assertThat(stored(world, budget))
                    .as("budget %s of seed %d", budget.id(), seed)
                    .isEqualTo(plainFold(world, budget));
        }
    }

    @Test
    void whateverRacesMovesAndDiesSpendIsThePlainFold() {
        int deaths = 0;
        for (long seed = 1; seed <= 1_000; seed++) {
            RacingWorld world = race(seed, true);
            spendIsThePlainFold(world, seed);
            deaths += world.interruptions.deaths();
        }
        assertThat(deaths).as("invocations that died").isGreaterThan(1_000);
    }

    @Test
    void aThousandRacesRaiseEachAlertOnceAndLoseNone() {
        Set<Long> seeds = new TreeSet<>(LongStream.rangeClosed(1, 1_000).boxed().toList());
        int raised = 0;
        for (long seed : seeds) {
            RacingWorld world = race(seed, false);
            spendIsThePlainFold(world, seed);
            Map<String, StoredAlert> items = new HashMap<>();
            for (StoredAlert item : world.alerts.newest(1_000)) {
                assertThat(items.put(item.alert().id(), item))
                        .as("a second item of seed %d", seed)
                        .isNull();
            }
            Set<String> told = new TreeSet<>(
                    world.topic.published().stream().map(AlertMessage::id).toList());
            assertThat(told).as("told and kept, seed %d", seed).isEqualTo(new TreeSet<>(items.keySet()));
            assertThat(items.keySet())
                    .as("reached, seed %d", seed)
                    .containsAll(reachedToday(world.book(), world))
                    .allMatch(id -> everReached(world).contains(id));
            assertThat(items.values())
                    .as("finished, seed %d", seed)
                    .allMatch(item -> item.state(RacingWorld.NOW) == StoredAlert.State.SENT);
            for (AlertMessage message : world.topic.published()) {
                assertThat(message)
                        .as("each message says what the item says, seed %d", seed)
                        .isEqualTo(item(items, message.id()).alert().message());
            }
            raised += items.size();
        }
        assertThat(raised).as("alerts in all races").isGreaterThan(3_000);
    }

    private static StoredAlert item(Map<String, StoredAlert> items, String id) {
        return Objects.requireNonNull(items.get(id));
    }

    /// What must have been told: everything that is reached in the window of today, by the terms that hold.
    private static Set<String> reachedToday(BudgetBook book, RacingWorld world) {
        Set<String> ids = new TreeSet<>();
        for (Budget budget : book.budgets()) {
            plainFold(world, budget)
                    .forEach((part, spend) -> BudgetCrossing.now(budget, part, spend, RacingWorld.TODAY)
                            .forEach(crossing -> ids.add(crossing.id())));
        }
        return ids;
    }

    /// What may have been told: whatever is reached in any window by any terms that held.
    private static Set<String> everReached(RacingWorld world) {
        Set<String> ids = new TreeSet<>();
        for (String id : List.of("first", "second")) {
            for (Budget version : world.history(id)) {
                plainFold(world, version)
                        .forEach((part, spend) -> BudgetCrossing.of(version, part, spend, DAYS, RacingWorld.TODAY)
                                .forEach(crossing -> ids.add(crossing.id())));
            }
        }
        return ids;
    }
}
