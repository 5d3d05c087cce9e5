package io.agentmeter.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.usage.TokenUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTest {
    private final PriceBook book = PriceBook.standard();
    private static final TokenUsage SOME = TokenUsage.of(1_000, 0, 0, 100);

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-5-5, anthropic/claude-sonnet-5-5@2026-10-07",
        "anthropic/claude-sonnet-5-5, anthropic/claude-sonnet-5-5@2026-10-07",
        "Claude-Sonnet-5-5[1m], anthropic/claude-sonnet-5-5@2026-10-07",
        "claude-sonnet-5-5-20260928, anthropic/claude-sonnet-5-5@2026-10-07",
        "claude-sonnet-5-5@20260928, anthropic/claude-sonnet-5-5@2026-10-07",
        "claude-sonnet-5.5, anthropic/claude-sonnet-5-5@2026-10-07",
        "claude-sonnet-4-5-20250929, anthropic/claude-sonnet-4-5@2026-04-30",
        "claude-haiku-4-5-20251001, anthropic/claude-haiku-4-5",
        "claude-sonnet-4-20250514, anthropic/claude-sonnet-4",
        "vertex_ai/claude-haiku-4-5@20251001, anthropic/claude-haiku-4-5",
        "bedrock/anthropic.claude-haiku-4-5-20251001-v1:0, anthropic/claude-haiku-4-5",
        "eu.anthropic.claude-haiku-4-5-20251001-v1:0, anthropic/claude-haiku-4-5#eu",
        "global.anthropic.claude-haiku-4-5-20251001-v1:0, anthropic/claude-haiku-4-5",
        "arn:aws:bedrock:eu-west-1:1:inference-profile/eu.anthropic.claude-opus-4-6-v1, anthropic/claude-opus-4-6@2026-03-13#eu",
        "claude-opus-5-5-fast, anthropic/claude-opus-5-5@2026-09-22#fast",
        "claude-3-5-haiku-latest, anthropic/claude-3-5-haiku",
        "openai/gpt-5-2025-08-07, openai/gpt-5",
        "gpt-5.1-codex-max, openai/gpt-5.1",
        "gpt-5.4-mini, openai/gpt-5.4-mini",
        "codex-mini-latest, openai/codex-mini",
        "gemini/gemini-2.5-pro-preview-06-05, google/gemini-2.5-pro",
        "ollama/llama3.3:70b, local/ollama",
        "lmstudio/qwen3, local/ollama",
    })
    void findsTheModelBehindTheManyWaysToWriteIt(String name, String priceId) {
        assertThat(book.quote(Requests.of(name, SOME)))
                .isInstanceOfSatisfying(
                        Quote.Priced.class,
                        priced -> assertThat(priced.priceId()).isEqualTo(priceId));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-haiku-5",
                "claude-opus-5-6",
                "claude-opus-6",
                "claude-sonnet-5-50",
                "claude-opus-55",
                "gpt-5-pro",
                "gpt-5.7",
                "gpt-5.4-pro",
                "o3-pro",
                "o3-mini",
                "gemini-2.5-flash-image",
                "unpriced-model-x",
                "sonnet",
                "opus[1m]",
                "auto",
                "",
                "-",
                "claude",
                "<synthetic>",
                "ollama/gpt-oss:120b-cloud",
                "ollama/",
                "gpt-oss-20b",
                "gpt-5-v2",
            })
    void leavesUnpricedWhatItDoesNotKnowRatherThanGuess(String name) {
        assertThat(book.quote(Requests.of(name, SOME))).isEqualTo(new Quote.Unpriced(name));
    }

    /// Found by fuzzing: what followed a known name was taken apart at its dashes, and of dashes alone nothing was
    /// left.
    @Test
    void dashesBehindANameAreNoFault() {
        for (int dashes = 1; dashes < 5; dashes++) {
            assertThat(priceId("gpt-5" + "-".repeat(dashes))).isEqualTo("openai/gpt-5");
            String pro = "gpt-5" + "-".repeat(dashes) + "pro";
            assertThat(book.quote(Requests.of(pro, SOME))).isEqualTo(new Quote.Unpriced(pro));
        }
    }

    @Test
    void prefersTheLongestKnownName() {
        assertThat(priceId("claude-opus-5-5-experimental")).isEqualTo("anthropic/claude-opus-5-5@2026-09-22");
        assertThat(priceId("gemini-2.5-flash-lite-preview-09-2025")).isEqualTo("google/gemini-2.5-flash-lite");
    }

    @Test
    void chargesTheWholeRequestAtTheHigherRateOnceItsPromptIsAboveTheThreshold() {
        TokenUsage atIt = TokenUsage.of(40_000, 50_000, 10_000, 1_000);
        TokenUsage aboveIt = TokenUsage.of(40_001, 50_000, 10_000, 1_000);
        assertThat(cost("claude-haiku-5-5", atIt)).isEqualTo("0.00625");
        assertThat(cost("claude-haiku-5-5", aboveIt)).isEqualTo("0.0312505");
        assertThat(((Quote.Priced) book.quote(Requests.of("claude-haiku-5-5", aboveIt))).priceId())
                .isEqualTo("anthropic/claude-haiku-5-5@2026-10-07#long");
    }

    @Test
    void doesNotCountTheOutputWhenItMeasuresThePrompt() {
        assertThat(cost("claude-haiku-5-5", TokenUsage.of(100_000, 0, 0, 50_000)))
                .isEqualTo("0.035");
    }

    @Test
    void takesWritesOfUnknownDurationForShortOnes() {
        TokenUsage unknown = TokenUsage.of(0, 0, 5_000, 0);
        assertThat(cost("claude-opus-5-5", unknown)).isEqualTo("0.025");
        assertThat(cost("claude-opus-5-5", unknown.withCacheWrite1h(4_000))).isEqualTo("0.037");
    }

    @Test
    void neverChargesMoreHourWritesThanThereAreWrites() {
        assertThat(cost("claude-opus-5-5", TokenUsage.of(0, 0, 1_000, 0).withCacheWrite1h(9_000)))
                .isEqualTo("0.008");
    }

    @Test
    void pricesFastModeTiersRegionsAndSearches() {
        TokenUsage tokens = TokenUsage.of(40, 20_000, 5_000, 500).withCacheWrite1h(4_000);
        assertThat(cost(request("claude-opus-5-5", tokens, 0, "fast", "standard", "")))
                .isEqualTo("0.10232");
        assertThat(cost(request("claude-opus-4-6", TokenUsage.of(0, 0, 0, 1_000), 0, "fast", "", "")))
                .isEqualTo("0.15");
        assertThat(cost(request("claude-opus-5-5", tokens, 0, "", "batch", ""))).isEqualTo("0.02558");
        assertThat(cost(request("claude-opus-5-5", tokens, 0, "", "priority", "")))
                .isEqualTo("0.05116");
        assertThat(cost(request("claude-opus-5-5", tokens, 0, "", "", "us"))).isEqualTo("0.056276");
        assertThat(cost(request("claude-opus-5-5", tokens, 0, "", "", "not_available")))
                .isEqualTo("0.05116");
        assertThat(cost(request("claude-opus-4-5", TokenUsage.of(1_000, 0, 0, 0), 0, "", "", "us")))
                .isEqualTo("0.005");
        assertThat(cost(request("claude-sonnet-5-5", TokenUsage.of(30, 30_000, 0, 220), 2, "", "", "")))
                .isEqualTo("0.02526");
        assertThat(cost(request("gpt-5.5", TokenUsage.of(1_000, 0, 0, 0), 0, "", "priority", "")))
                .isEqualTo("0.0125");
        assertThat(cost(request("gpt-5.4", TokenUsage.of(1_000, 0, 0, 0), 0, "fast", "fast", "")))
                .isEqualTo("0.005");
        assertThat(cost(request("gpt-5.4", TokenUsage.of(1_000, 0, 0, 0), 0, "", "flex", "")))
                .isEqualTo("0.00125");
    }

    @Test
    void doesNotDiscountSearchesOfABatch() {
        assertThat(cost(request("claude-sonnet-5-5", TokenUsage.of(1_000, 0, 0, 0), 1, "", "batch", "")))
                .isEqualTo("0.011");
    }

    private String priceId(String model) {
        return ((Quote.Priced) book.quote(Requests.of(model, SOME))).priceId();
    }

    private String cost(String model, TokenUsage tokens) {
        return cost(Requests.of(model, tokens));
    }

    private String cost(Consumption request) {
        return ((Quote.Priced) book.quote(request)).cost().text();
    }

    private static Consumption request(
            String model, TokenUsage tokens, long searches, String speed, String tier, String region) {
        return new Consumption(model, Requests.NOVEMBER, tokens, searches, speed, tier, region);
    }
}
