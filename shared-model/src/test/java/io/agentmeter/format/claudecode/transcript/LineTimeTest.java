package io.agentmeter.format.claudecode.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.format.Times;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTimeTest {
    @Property
    void readsWhatTheGeneralParserReads(
            @ForAll @LongRange(min = 946_684_800_000L, max = 4_102_444_800_000L) long milliseconds) {
        Instant time = Instant.ofEpochMilli(milliseconds);
        assertThat(LineTime.parse(time.toString())).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T09:15:04Z", "2026-11-20T10:15:04.480+01:00", "2026-12-31T23:59:60.000Z"})
    void leavesOtherFormsToTheGeneralParser(String text) {
        assertThat(LineTime.parse(text)).isEqualTo(general(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-30T00:00:00.000Z",
                "2026-02-29T00:00:00.000Z",
                "2026-00-20T00:00:00.000Z",
                "9999-12-31T00:00:00.000Z",
                "2026-11-20T24:00:01.000Z",
                "2026-11-20T09:61:00.000Z",
                "2026-11-20 09:15:04.480Z",
                "20261-1-20T09:15:04.480Z",
                "1999-12-31T23:59:59.999Z",
                "+1000000000-12-31T23:59:59.999Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(LineTime.parse(text)).isEmpty();
    }

    @Property
    void readsDamagedTimesAsTheGeneralParserDoes(
            @ForAll @IntRange(max = 23) int place, @ForAll @CharRange(from = '!', to = '\u0131') char damage) {
        StringBuilder text = new StringBuilder("2026-11-20T09:15:04.480Z");
        text.setCharAt(place, damage);
        assertThat(LineTime.parse(text.toString()))
                .isEqualTo(general(text.toString()).flatMap(Times::kept));
    }

    @Test
    void keepsMilliseconds() {
        assertThat(LineTime.parse("2026-11-20T09:15:04.480987Z")).contains(Instant.parse("2026-11-20T09:15:04.480Z"));
    }

    @Test
    void readsLeapDays() {
        assertThat(LineTime.parse("2028-02-29T12:00:00.001Z")).contains(Instant.parse("2028-02-29T12:00:00.001Z"));
    }

    private static Optional<Instant> general(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (java.time.DateTimeException _) {
            return Optional.empty();
        }
    }
}
