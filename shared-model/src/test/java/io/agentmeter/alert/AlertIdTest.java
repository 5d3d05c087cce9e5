package io.agentmeter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertIdTest {
    @ParameterizedTest
    @CsvSource({"shop, shop", "'', -", "-, %2D", "--, --", "a/b%, a%2Fb%25", "%2D, %252D", "a%2Fb, a%252Fb"})
    void aPartOfABudgetIsNeverTakenForAnother(String part, String written) {
        assertThat(AlertId.part(part)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"shop, shop", "'', ''", "-, -", "a/b%, a%2Fb%25", "%2F/, %252F%2F"})
    void aNameKeepsNoSlash(String name, String written) {
        assertThat(AlertId.escaped(name)).isEqualTo(written);
    }
}
