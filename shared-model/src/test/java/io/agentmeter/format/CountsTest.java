package io.agentmeter.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "12, 12", "' 12 ', 12", "12.0, 12", "1.2e1, 12", "1E12, 1000000000000", "-0, 0", "0.000, 0"})
    void readsWholeNumbersHoweverTheyAreWritten(String text, long count) {
        assertThat(Counts.whole(text)).hasValue(count);
    }

    @ParameterizedTest
    @CsvSource({
        "'', must be a whole number",
        "twelve, must be a whole number",
        "NaN, must be a whole number",
        "1.5, must be a whole number",
        "-1, must not be negative",
        "1000000000001, must not be above 1000000000000",
        "1e60, must not be above 1000000000000",
        "1e999999999, must be a whole number",
        "1e-999999999, must be a whole number",
    })
    void saysWhyANumberIsNoCount(String text, String reason) {
        assertThat(Counts.whole(text)).isEmpty();
        assertThat(Counts.whyNotWhole(text)).isEqualTo(reason);
    }

    @Test
    void keepsEveryDigit() {
        assertThat(Counts.decimal("0.30000000000000000000000000004"))
                .contains(new BigDecimal("0.30000000000000000000000000004"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e65", "1e-65", "99999999999999999999999999999999999999999999999999999999999999999"})
    void refusesNumbersThatAreCostlyToCountWith(String text) {
        assertThat(Counts.decimal(text)).isEmpty();
    }
}
