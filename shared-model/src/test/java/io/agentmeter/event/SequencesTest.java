package io.agentmeter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.event.Sequences.Range;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SequencesTest {
    @Test
    void numbersThatFollowEachOtherAreOneRange() {
        Sequences some =
                Sequences.of(3).merge(Sequences.of(1)).merge(Sequences.of(2)).merge(Sequences.of(11));
        assertThat(some.ranges()).containsExactly(new Range(1, 3), new Range(11, 11));
        assertThat(some.text()).isEqualTo("1-3_b");
        assertThat(Sequences.of(-1)).isEqualTo(Sequences.NONE);
    }

    @Test
    void onlyHolesThatAreLongEnoughAreMissing() {
        Sequences some = Sequences.parse("1-9_k-z_2s");
        assertThat(some.missing(1)).isEqualTo(10 + 64);
        assertThat(some.missing(10)).isEqualTo(10 + 64);
        assertThat(some.missing(11)).isEqualTo(64);
        assertThat(some.missing(65)).isZero();
        assertThat(Sequences.NONE.missing(1)).isZero();
    }

    @Property(tries = 300)
    void aUnionHasTheNumbersOfBothInAnyOrderAndHoweverOften(
            @ForAll("some") Sequences a, @ForAll("some") Sequences b, @ForAll("some") Sequences c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(a)).isEqualTo(a);
        assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b));
        TreeSet<Long> both = numbers(a);
        both.addAll(numbers(b));
        assertThat(numbers(a.merge(b))).isEqualTo(both);
        assertThat(Sequences.parse(a.text())).isEqualTo(a);
    }

    @Test
    void veryManyHolesAreForgottenFromTheNarrowestOn() {
        Sequences all = Sequences.NONE;
        for (long number = 0; number < 200; number += 2) {
            all = all.merge(Sequences.of(number));
        }
        all = all.merge(Sequences.of(1_000));
        assertThat(all.ranges()).hasSize(40);
        assertThat(all.ranges().getLast()).isEqualTo(new Range(1_000, 1_000));
        assertThat(all.missing(20)).isEqualTo(801);
    }

    @Test
    void aTextThatIsNoneIsRefused() {
        for (String text : List.of("1-2-3", "-", "_", "1-!", "11111111111111111111111111111")) {
            assertThatThrownBy(() -> Sequences.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static TreeSet<Long> numbers(Sequences sequences) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (Range range : sequences.ranges()) {
            for (long number = range.first(); number <= range.last(); number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    @Provide
    static Arbitrary<Sequences> some() {
        return Arbitraries.longs()
                .between(0, 60)
                .list()
                .ofMaxSize(12)
                .map(numbers -> numbers.stream().map(Sequences::of).reduce(Sequences.NONE, Sequences::merge));
    }
}
