package io.agentmeter.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.budget.BudgetWindow.Days;
import io.agentmeter.budget.BudgetWindow.Kind;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BudgetWindowTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void windowsAreNamedAfterTheirDays() {
        LocalDate sunday = day("2026-11-22");

        assertThat(BudgetWindow.of(Kind.DAY).at(sunday, FIRST)).isEqualTo(new Days("2026-11-22", sunday, sunday));
        assertThat(BudgetWindow.of(Kind.WEEK).at(sunday, FIRST))
                .isEqualTo(new Days("2026-W47", day("2026-11-16"), sunday));
        assertThat(BudgetWindow.of(Kind.MONTH).at(sunday, FIRST))
                .isEqualTo(new Days("2026-11", day("2026-11-01"), day("2026-11-30")));
        assertThat(BudgetWindow.rolling(7).at(sunday, FIRST))
                .isEqualTo(new Days("last-7@2026-11-22", day("2026-11-16"), sunday));
        assertThat(BudgetWindow.of(Kind.TOTAL).at(sunday, FIRST).ends()).isFalse();
        assertThat(BudgetWindow.of(Kind.SESSION).at(sunday, FIRST).key()).isEqualTo("session");
    }

    @Test
    void aWeekAtTheTurnOfTheYearHasOneName() {
        BudgetWindow week = BudgetWindow.of(Kind.WEEK);

        assertThat(week.at(day("2026-12-31"), FIRST))
                .isEqualTo(week.at(day("2027-01-01"), FIRST))
                .isEqualTo(new Days("2026-W53", day("2026-12-28"), day("2027-01-03")));
    }

    @Test
    void aDayIsInEveryRollingWindowThatHasEndedSinceOrEndsToday() {
        List<Days> holding = BudgetWindow.rolling(7).holding(day("2026-11-18"), day("2026-11-20"), FIRST);

        assertThat(holding)
                .extracting(Days::key)
                .containsExactly("last-7@2026-11-18", "last-7@2026-11-19", "last-7@2026-11-20");
        assertThat(BudgetWindow.rolling(2).holding(day("2026-11-10"), day("2026-11-20"), FIRST))
                .extracting(Days::key)
                .containsExactly("last-2@2026-11-10", "last-2@2026-11-11");
    }

    @Property(tries = 300)
    void everyWindowHoldsItsDayAndEveryDayOfItIsInTheSameWindow(
            @ForAll @IntRange(min = 0, max = 4_000) int offset, @ForAll Kind kind) {
        BudgetWindow window = kind == Kind.ROLLING ? BudgetWindow.rolling(30) : BudgetWindow.of(kind);
        LocalDate day = FIRST.plusDays(offset);
        Days days = window.at(day, FIRST);

        assertThat(days.holds(day)).isTrue();
        if (kind != Kind.ROLLING && days.ends()) {
            assertThat(days.start().datesUntil(days.end().plusDays(1)).map(other -> window.at(other, FIRST)))
                    .containsOnly(days);
            assertThat(window.at(days.end().plusDays(1), FIRST)).isNotEqualTo(days);
        }
        assertThat(window.holding(day, day.plusDays(40), FIRST))
                .allMatch(holding -> holding.holds(day))
                .contains(days);
    }
}
