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

    @Test
    void namesWhatIsMissingAndWhatNobodyKnowsAtEveryLevel() {
        assertThatThrownBy(() -> PriceBook.of(List.of("""
                        {"colour": 1, "models": [
                          {"flavour": 1, "entries": [{"input": "1", "output": "1",
                             "bands": [{"above": 0, "input": "1", "output": "1", "smell": 1}]}]},
                          {"id": "a", "aliases": ["a"], "tiers": {"batch": 0.5}, "entries": [{"input": "1", "output": "1",
                             "bands": [{"above": 5, "input": "1", "output": "1"}, {"above": 5, "input": "1", "output": "1"}]}]}]}""", "{\"provider\": \"empty\"}")))
                .asInstanceOf(type(InvalidPrices.class))
                .satisfies(invalid -> assertThat(invalid.problems())
                        .containsExactlyInAnyOrder(
                                "a file, the file: unknown field colour",
                                "a file, the file: provider is missing",
                                "a file, a model without id: unknown field flavour",
                                "a file, a model without id: id is missing",
                                "a file, a model without id: unknown field smell",
                                "a file, a model without id: bands need an \"above\" that rises from one to the next",
                                "a file, a: id is also an alias",
                                "a file, a: tiers must be a decimal number in quotes, not 0.5"
                                        .replace("tiers", "batch"),
                                "a file, a: bands need an \"above\" that rises from one to the next",
                                "empty, the file: there are no models"));
    }

    @Test
    void aModelsOwnFactorsBandsAndFallbacksHold() {
        PriceBook book = PriceBook.of(List.of("""
                {"provider": "acme", "fast": "3", "tiers": {"batch": "0.5"}, "webSearchPerThousand": "10", "models": [
                  {"id": "own", "fast": "2", "tiers": {"batch": "0.25"}, "entries": [{"input": "8", "output": "16",
                     "bands": [{"above": 10, "input": "80", "output": "160"}, {"above": 20, "inputTimes": "2"}, {"above": 30, "outputTimes": "3"}]}]},
                  {"id": "shared", "entries": [{"input": "8", "output": "16", "cacheWrite": "10"}]}]}"""));
        assertThat(cost(book, "own", TokenUsage.of(10, 0, 0, 1), "", "")).isEqualTo("0.000096");
        assertThat(cost(book, "own", TokenUsage.of(11, 0, 0, 1), "", "")).isEqualTo("0.00104");
        assertThat(cost(book, "own", TokenUsage.of(21, 0, 0, 1), "", "")).isEqualTo("0.000352");
        assertThat(cost(book, "own", TokenUsage.of(31, 0, 0, 1), "", "")).isEqualTo("0.000296");
        assertThat(cost(book, "own", TokenUsage.of(0, 0, 0, 1), "fast", "")).isEqualTo("0.000032");
        assertThat(cost(book, "own", TokenUsage.of(0, 0, 0, 1), "", "batch")).isEqualTo("0.000004");
        assertThat(cost(book, "shared", TokenUsage.of(0, 0, 0, 1), "fast", "")).isEqualTo("0.000048");
        assertThat(cost(book, "shared", TokenUsage.of(0, 0, 0, 1), "", "batch")).isEqualTo("0.000008");
        assertThat(cost(book, "shared", TokenUsage.of(0, 1, 0, 0), "", "")).isEqualTo("0.000008");
        assertThat(cost(book, "shared", TokenUsage.of(0, 0, 1, 0), "", "")).isEqualTo("0.00001");
        assertThat(cost(book, "shared", TokenUsage.of(0, 0, 1, 0).withCacheWrite1h(1), "", ""))
                .isEqualTo("0.00001");
    }

    @Test
    void oneEntryMayBeginOnTheDayTheOtherEndsAndNotBefore() {
        String file = """
                {"provider": "acme", "models": [{"id": "m", "entries": [
                  {"from": "%s", "to": "%s", "input": "1", "output": "1"}, {"from": "%s", "to": "%s", "input": "2", "output": "2"}]}]}""";
        assertThat(PriceBook.of(List.of(file.formatted("2026-01-01", "2026-02-01", "2026-02-01", "2026-03-01"))))
                .isNotNull();
        assertThat(PriceBook.of(List.of(file.formatted("2026-02-01", "2026-03-01", "2026-01-01", "2026-02-01"))))
                .isNotNull();
        assertThatThrownBy(() ->
                        PriceBook.of(List.of(file.formatted("2026-01-01", "2026-02-01", "2026-01-31", "2026-03-01"))))
                .hasMessageContaining("entries overlap");
        assertThatThrownBy(() ->
                        PriceBook.of(List.of(file.formatted("2026-01-31", "2026-03-01", "2026-01-01", "2026-02-01"))))
                .hasMessageContaining("entries overlap");
    }

    @Test
    void aTariffHoldsFromJustAboveItsBandToTheNext() {
        PriceBook book = PriceBook.of(List.of("""
                {"provider": "acme", "models": [{"id": "m", "entries": [{"input": "1", "output": "1",
                   "bands": [{"above": 10, "inputTimes": "2"}, {"above": 20, "inputTimes": "3"}]}]}]}"""));
        Tariff small = book.tariff(Requests.of("m", TokenUsage.of(10, 0, 0, 0))).orElseThrow();
        Tariff middle =
                book.tariff(Requests.of("m", TokenUsage.of(20, 0, 0, 0))).orElseThrow();
        Tariff large = book.tariff(Requests.of("m", TokenUsage.of(21, 0, 0, 0))).orElseThrow();
        assertThat(small.holdsFor(0)).isTrue();
        assertThat(small.holdsFor(10)).isTrue();
        assertThat(small.holdsFor(11)).isFalse();
        assertThat(middle.holdsFor(10)).isFalse();
        assertThat(middle.holdsFor(11)).isTrue();
        assertThat(middle.holdsFor(20)).isTrue();
        assertThat(middle.holdsFor(21)).isFalse();
        assertThat(large.holdsFor(Long.MAX_VALUE)).isTrue();
    }

    private static String cost(PriceBook book, String model, TokenUsage tokens, String speed, String tier) {
        Consumption request = new Consumption(model, Requests.NOVEMBER, tokens, 0, speed, tier, "");
        return ((Quote.Priced) book.quote(request)).cost().text();
    }
}
