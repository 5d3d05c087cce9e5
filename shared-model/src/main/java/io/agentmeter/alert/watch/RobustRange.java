package io.agentmeter.alert.watch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;

/// The middle of some amounts and how far they usually lie from it. Both are medians, so a few wild days in the past
/// change neither.
///
/// @param middle the median
/// @param spread the median of the distances from it
record RobustRange(BigDecimal middle, BigDecimal spread) {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /// Six standard deviations, if amounts were distributed normally: 6 times 1.4826.
    private static final BigDecimal WIDTH = new BigDecimal("8.8956");

    /// @param amounts at least one
    static RobustRange of(Collection<BigDecimal> amounts) {
        BigDecimal middle = median(amounts);
        return new RobustRange(
                middle,
                median(amounts.stream()
                        .map(amount -> amount.subtract(middle).abs())
                        .toList()));
    }

    /// More than this is unusual: far outside of what is common, and more than twice the middle.
    BigDecimal most() {
        return middle.add(spread.multiply(WIDTH)).max(middle.multiply(TWO));
    }

    private static BigDecimal median(Collection<BigDecimal> amounts) {
        List<BigDecimal> sorted = amounts.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : sorted.get(half - 1).add(sorted.get(half)).divide(TWO, 9, RoundingMode.HALF_UP);
    }
}
