package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

interface DayMarksContract {
    LocalDate DAY = LocalDate.of(2026, 11, 22);

    DayMarks marks();

    private static DayMark mark(DayMarks marks) {
        return marks.find(DAY).orElseThrow();
    }

    @Test
    default void aDayWithoutUsageHasNoMark() {
        assertThat(marks().find(DAY)).isEmpty();
        assertThat(marks().before(DAY, 10)).isEmpty();
    }

    @Test
    default void aDayThatHasUsageIsToBeWritten() {
        DayMarks marks = marks();
        marks.begin(DAY);
        marks.begin(DAY);
        assertThat(marks.find(DAY)).contains(new DayMark(DAY, 1, 0));
        assertThat(mark(marks).isChanged()).isTrue();
        marks.change(DAY);
        assertThat(mark(marks).version()).isEqualTo(2);
    }

    @Test
    default void aCubeThatIsNotTheLastKeepsItsMark() {
        DayMarks marks = marks();
        marks.begin(DAY);
        marks.written(mark(marks), false);
        assertThat(mark(marks).isChanged()).isFalse();
        marks.written(mark(marks), true);
        assertThat(marks.find(DAY)).isEmpty();
    }

    @Test
    default void aChangeWhileACubeIsWrittenIsNotForgotten() {
        DayMarks marks = marks();
        marks.change(DAY);
        DayMark read = mark(marks);
        marks.change(DAY);
        marks.written(read, true);
        assertThat(mark(marks)).isEqualTo(new DayMark(DAY, 2, 1));
        assertThat(mark(marks).isChanged()).isTrue();
    }

    @Test
    default void aLateWriterLeavesNoMarkBehind() {
        DayMarks marks = marks();
        marks.change(DAY);
        DayMark read = mark(marks);
        marks.written(read, true);
        marks.written(read, true);
        marks.written(read, false);
        assertThat(marks.find(DAY)).isEmpty();
    }

    @Test
    default void marksAreFoundOldestFirst() {
        DayMarks marks = marks();
        for (int n = 3; n >= 0; n--) {
            marks.begin(DAY.minusDays(n));
        }
        assertThat(marks.before(DAY, 2)).extracting(DayMark::day).containsExactly(DAY.minusDays(3), DAY.minusDays(2));
        assertThat(marks.before(DAY, 10)).hasSize(3);
    }
}
