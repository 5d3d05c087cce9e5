package io.agentmeter.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:15:04.480Z, 2026-11-22T09:15:04.480Z",
        "2026-11-22T09:15Z, 2026-11-22T09:15:00Z",
        "2026-11-22T09:15:04.480999999Z, 2026-11-22T09:15:04.480Z",
        "2026-11-22T10:15:04+01:00, 2026-11-22T09:15:04Z",
        "2000-01-01T00:00:00Z, 2000-01-01T00:00:00Z",
        "9999-12-30T23:59:59.999Z, 9999-12-30T23:59:59.999Z",
    })
    void readsIsoTimesToTheMillisecond(String text, Instant time) {
        assertThat(Times.ofIso(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-22",
                "2026-11-22T09:15:04",
                "1999-12-31T23:59:59.999Z",
                "9999-12-31T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-2026-11-22T09:15:04Z",
                "2026-02-30T09:15:04Z"
            })
    void refusesWhatNoKeyOrReportCouldWrite(String text) {
        assertThat(Times.ofIso(text)).isEmpty();
    }

    @Test
    void takesZeroNanosecondsForNotSet() {
        assertThat(Times.ofUnixNanos(0)).isEmpty();
        assertThat(Times.ofUnixNanos(1)).isEmpty();
        assertThat(Times.ofUnixNanos(1_795_166_104_480_999_999L)).contains(Instant.parse("2026-11-20T09:15:04.480Z"));
        assertThat(Times.ofUnixNanos(Long.MAX_VALUE)).isPresent();
    }
}
