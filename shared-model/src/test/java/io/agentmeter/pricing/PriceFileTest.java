package io.agentmeter.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.agentmeter.usage.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceFileTest {
    @Test
    void readsASmallFile() {
        PriceBook book = PriceBook.of(List.of("""
                {"provider": "acme", "hosts": ["acme/"], "models": [
                  {"id": "m-1", "entries": [{"from": "2026-01-01", "input": "1", "output": "2"}]}]}"""));
        assertThat(book.quote(Requests.of("acme/m-1", TokenUsage.of(1_000_000, 0, 0, 0))))
                .isInstanceOfSatisfying(Quote.Priced.class, priced -> {
                    assertThat(priced.cost().text()).isEqualTo("1");
                    assertThat(priced.priceId()).isEqualTo("acme/m-1@2026-01-01");
                });
    }

    @Test
    void namesEveryProblemAtOnce() {
        assertThatThrownBy(() -> PriceBook.of(List.of("""
                        {"provider": "acme", "models": [
                          {"id": "a", "entries": [
                            {"to": "2026-02-01", "input": "1", "output": "2"},
                            {"from": "2026-01-31", "input": 1.5, "output": "-2", "outptu": "3"}]},
                          {"id": "b", "aliases": ["a", "Upper"], "entries": []},
                          {"id": "c", "entries": [{"from": "2026-13-01", "input": "1"}]},
                          {"id": "d", "entries": [{"from": "2026-02-01", "to": "2026-02-01", "input": "1", "output": "1",
                             "bands": [{"above": 200, "inputTimes": "2"}, {"above": 100, "inputTimes": "3"}]}]}]}""", "{")))
                .asInstanceOf(type(InvalidPrices.class))
                .satisfies(invalid -> assertThat(invalid.problems())
                        .containsExactlyInAnyOrder(
                                "acme, a: unknown field outptu",
                                "acme, a: input must be a decimal number in quotes, not 1.5",
                                "acme, a: output must be a decimal number in quotes, not \"-2\"",
                                "acme, a: entries overlap: ever to 2026-02-01 and 2026-01-31 to now",
                                "acme, b: Upper is not in lower case",
                                "acme, b: there are no entries",
                                "acme, c: from must be a day like 2026-10-07, not \"2026-13-01\"",
                                "acme, c: output is missing",
                                "acme, d: an entry ends on 2026-02-01, not after it begins on 2026-02-01",
                                "acme, d: bands need an \"above\" that rises from one to the next",
                                "acme: the name a is used twice",
                                invalid.problems().getLast()))
                .satisfies(invalid -> assertThat(invalid.problems().getLast()).startsWith("not JSON: "));
    }

    @Test
    void refusesAModelThatTwoFilesName() {
        String file = """
                {"provider": "%s", "models": [{"id": "m", "entries": [{"input": "1", "output": "2"}]}]}""";
        assertThatThrownBy(() -> PriceBook.of(List.of(file.formatted("one"), file.formatted("two"))))
                .hasMessageContaining("two: the name m is used twice");
    }

    @Test
    void refusesNamesThatAreEmptyBecauseTheyWouldFitEverything() {
        assertThatThrownBy(() -> PriceBook.of(List.of("""
                        {"provider": "acme", "hosts": ["", {}], "models": [
                          {"id": "a", "aliases": [" "], "entries": [{"input": "1", "output": "1"}]}]}""")))
                .asInstanceOf(type(InvalidPrices.class))
                .satisfies(invalid -> assertThat(invalid.problems())
                        .containsExactlyInAnyOrder(
                                "acme, the file: hosts must be texts that are not empty",
                                "acme, a: aliases must be texts that are not empty"));
    }

    @Test
    void hostsMayBeRepeatedAsOftenAsTheyLike() {
        PriceBook book = PriceBook.of(List.of("""
                {"provider": "acme", "hosts": ["acme/"], "models": [{"id": "m", "entries": [{"input": "1", "output": "2"}]}]}"""));
        assertThat(book.quote(Requests.of("acme/".repeat(100_000) + "m", TokenUsage.of(1, 0, 0, 0))))
                .isInstanceOf(Quote.Priced.class);
    }
}
