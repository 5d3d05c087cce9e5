package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.plan.PlanAccount;
import io.agentmeter.plan.PlanMode;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanTerms;
import io.agentmeter.plan.PlanWindowName;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

interface PlanStoreContract {
    PlanWindowName FIVE_HOURS = new PlanWindowName("five_hour");
    PlanWindowName WEEK = new PlanWindowName("seven_day");
    Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    Instant RESET = Instant.parse("2026-11-22T15:00:00Z");

    PlanStore store();

    static PlanReading reading(String percent, Instant at) {
        return new PlanReading(new BigDecimal(percent), RESET, at);
    }

    private static PlanReport report(String account, String user, PlanReading reading) {
        return new PlanReport(
                account, user, "session-of-" + user, reading.at(), new TreeMap<>(Map.of(FIVE_HOURS, reading)));
    }

    @Test
    default void aReportIsFoundAsTheNewestReadingOfItsAccount() {
        PlanStore store = store();
        assertThat(store.accounts()).isEmpty();
        assertThat(store.account("max#1")).isEmpty();
        TreeMap<PlanWindowName, PlanReading> windows = new TreeMap<>();
        windows.put(FIVE_HOURS, reading("23.5", NOON));
        windows.put(WEEK, new PlanReading(new BigDecimal("41.2"), null, NOON));
        store.report(new PlanReport("max#1", "ann", null, NOON, windows));
        PlanAccount account = store.account("max#1").orElseThrow();
        assertThat(account.windows()).isEqualTo(windows);
        assertThat(account.users()).containsExactly("ann");
        assertThat(account.mode()).isEqualTo(PlanMode.SUBSCRIPTION);
        assertThat(store.accounts()).containsExactly(account);
    }

    @Test
    default void withinAWindowTheHigherShareHoldsWhateverComesLast() {
        PlanStore store = store();
        store.report(report("max", "ann", reading("60", NOON.plusSeconds(300))));
        store.report(report("max", "ben", reading("20", NOON.plusSeconds(600))));
        PlanAccount account = store.account("max").orElseThrow();
        assertThat(account.windows()).containsEntry(FIVE_HOURS, reading("60", NOON.plusSeconds(600)));
        assertThat(account.users()).containsExactly("ann", "ben");
    }

    @Test
    default void aLaterWindowBeginsAnewAndALateReportOfTheOldOneChangesNothing() {
        PlanStore store = store();
        store.report(report("max", "ann", reading("90", NOON)));
        Instant next = RESET.plusSeconds(5 * 3600);
        PlanReading fresh = new PlanReading(new BigDecimal("1"), next, RESET.plusSeconds(60));
        store.report(report("max", "ann", fresh));
        store.report(report("max", "ann", reading("95", NOON.plusSeconds(60))));
        assertThat(store.account("max").orElseThrow().windows()).containsEntry(FIVE_HOURS, fresh);
    }

    @Test
    default void anEndThatCannotBeRightGivesWayToOneThatCanAndHidesItNoMore() {
        PlanStore store = store();
        PlanReading absurd = new PlanReading(new BigDecimal("99"), NOON.plusSeconds(400L * 86_400), NOON);
        store.report(report("max", "ann", absurd));
        PlanReading right = reading("20", NOON.plusSeconds(30));
        store.report(report("max", "ann", right));
        assertThat(store.account("max").orElseThrow().windows()).containsEntry(FIVE_HOURS, right);
        store.report(report("max", "ann", absurd));
        assertThat(store.account("max").orElseThrow().windows()).containsEntry(FIVE_HOURS, right);
        PlanReading later = reading("25", NOON.plusSeconds(90));
        store.report(report("max", "ann", later));
        assertThat(store.account("max").orElseThrow().windows()).containsEntry(FIVE_HOURS, later);
    }

    @Test
    default void aSeriesHasTheHighestShareOfEachStepOldestFirst() {
        PlanStore store = store();
        store.report(report("max", "ann", reading("10", NOON)));
        store.report(report("max", "ann", reading("12", NOON.plusSeconds(120))));
        store.report(report("max", "ann", reading("11", NOON.plusSeconds(130))));
        store.report(report("max", "ann", reading("30", NOON.plusSeconds(900))));
        store.report(report("max", "ann", reading("20", NOON.plusSeconds(600))));
        assertThat(store.series("max", FIVE_HOURS, NOON))
                .containsExactly(
                        reading("12", NOON.plusSeconds(120)),
                        reading("20", NOON.plusSeconds(600)),
                        reading("30", NOON.plusSeconds(900)));
        assertThat(store.series("max", FIVE_HOURS, NOON.plusSeconds(900))).hasSize(1);
        assertThat(store.series("max", WEEK, NOON)).isEmpty();
        assertThat(store.series("other", FIVE_HOURS, NOON)).isEmpty();
    }

    @Test
    default void aSessionKnowsTheAccountItReportedLast() {
        PlanStore store = store();
        assertThat(store.accountOf("session-of-ann")).isEmpty();
        store.report(report("max", "ann", reading("10", NOON)));
        assertThat(store.accountOf("session-of-ann")).contains("max");
        store.report(report("pro", "ann", reading("10", NOON)));
        assertThat(store.accountOf("session-of-ann")).contains("pro");
    }

    @Test
    default void termsAreWrittenOnlyOverTheVersionBeforeAndLeaveReadingsAlone() {
        PlanStore store = store();
        TreeSet<String> users = new TreeSet<>(List.of("cleo"));
        PlanTerms first = new PlanTerms("max-20x", Money.ofDollars("200"), PlanMode.BOTH, users);
        PlanAccount seen = PlanAccount.unknown("max");
        assertThat(write(store, seen.with(first, "root", NOON))).isTrue();
        assertThat(write(store, seen.with(PlanTerms.NONE, "eve", NOON))).isFalse();
        store.report(report("max", "ann", reading("10", NOON)));
        PlanAccount now = store.account("max").orElseThrow();
        assertThat(now.terms()).isEqualTo(first);
        assertThat(now.updatedBy()).contains("root");
        assertThat(now.users()).containsExactly("ann", "cleo");
        assertThat(write(store, now.withTermsOf(seen).with(PlanTerms.NONE, "eve", NOON)))
                .isFalse();
        assertThat(write(store, now.with(PlanTerms.NONE, "root", NOON.plusSeconds(1))))
                .isTrue();
        PlanAccount bare = store.account("max").orElseThrow();
        assertThat(bare.terms()).isEqualTo(PlanTerms.NONE);
        assertThat(bare.version()).isEqualTo(2);
        assertThat(bare.windows()).containsEntry(FIVE_HOURS, reading("10", NOON));
    }

    private static boolean write(PlanStore store, PlanAccount account) {
        return store.write(
                account, new Change(NOON, "root", Change.What.PLAN, account.account(), "changed", null, "{}"));
    }

    @Test
    default void reportsOfManyMachinesAtOnceAllCount() throws Exception {
        PlanStore store = store();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService machines = Executors.newFixedThreadPool(4)) {
            for (int machine = 0; machine < 12; machine++) {
                PlanReport report =
                        report("max", "user-" + machine, reading(Integer.toString(machine), NOON.plusSeconds(machine)));
                all.add(machines.submit(() -> store.report(report)));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
        PlanAccount account = store.account("max").orElseThrow();
        assertThat(account.users()).hasSize(12);
        assertThat(account.windows()).containsEntry(FIVE_HOURS, reading("11", NOON.plusSeconds(11)));
    }
}
