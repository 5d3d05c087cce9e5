package io.agentmeter.budget;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a window may have spent when it ends, if spending goes on as it did. The days of the last four weeks and the
/// pace of the window so far are the samples: their mean gives the middle, their 20th and 80th percentiles the cone.
///
/// @param exceedsAtOrNull when the middle reaches the limit, if it does before the window ends
public record Forecast(
        BigDecimal low,
        BigDecimal mid,
        BigDecimal high,
        @Nullable Instant exceedsAtOrNull) {
    /// Days before today that are asked how spending goes.
    public static final int HISTORY_DAYS = 28;

    private static final int PLACES = 9;
    private static final int SHOWN_PLACES = 6;
    private static final BigDecimal DAY_MILLIS =
            BigDecimal.valueOf(Duration.ofDays(1).toMillis());
    /// So much of a window must have gone by before its pace says something.
    private static final int PACE_AFTER_PARTS = 8;

    private static final int FEW = 3;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    public Optional<Instant> exceedsAt() {
        return Optional.ofNullable(exceedsAtOrNull);
    }

    /// Empty where the window has no end, and where nothing is known of how spending goes.
    ///
    /// @param spend the days of the window and of the history
    public static Optional<Forecast> of(BudgetState state, Spend spend, Instant now, OrganisationCalendar calendar) {
        Optional<Instant> resetsAt = state.resetsAt();
        if (resetsAt.isEmpty()) {
            return Optional.empty();
        }
        Budget budget = state.budget();
        Instant end = budget.terms()
                .validTo()
                .map(last -> calendar.startOf(last.plusDays(1)))
                .filter(resetsAt.get()::isAfter)
                .orElse(resetsAt.get());
        Instant start = calendar.startOf(state.window().start());
        if (!end.isAfter(now) || now.isBefore(start)) {
            return Optional.empty();
        }
        List<BigDecimal> perDay = samples(spend, state, start, end, now, calendar);
        if (perDay.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal days = BigDecimal.valueOf(Duration.between(now, end).toMillis())
                .divide(DAY_MILLIS, PLACES, RoundingMode.HALF_UP);
        BigDecimal spent = state.spent().amount();
        BigDecimal mid = spent.add(mean(perDay).multiply(days));
        BigDecimal low = spent.add(low(perDay).multiply(days)).min(mid);
        BigDecimal high = spent.add(high(perDay).multiply(days)).max(mid);
        Instant exceeds = mid.compareTo(state.limit()) > 0 && spent.compareTo(state.limit()) < 0
                ? now.plusMillis(state.limit()
                        .subtract(spent)
                        .multiply(BigDecimal.valueOf(Duration.between(now, end).toMillis()))
                        .divide(mid.subtract(spent), 0, RoundingMode.UP)
                        .longValueExact())
                : null;
        return Optional.of(new Forecast(shown(low), shown(mid), shown(high), exceeds));
    }

    private static List<BigDecimal> samples(
            Spend spend, BudgetState state, Instant start, Instant end, Instant now, OrganisationCalendar calendar) {
        List<BigDecimal> samples = new ArrayList<>();
        LocalDate today = calendar.dayOf(now);
        if (!spend.days().isEmpty()) {
            LocalDate first = spend.days().firstKey();
            LocalDate oldest = today.minusDays(HISTORY_DAYS);
            LocalDate from = first.isBefore(oldest) ? oldest : first;
            if (from.isBefore(today)) {
                from.datesUntil(today).forEach(day -> samples.add(spend.on(day).amount()));
            }
        }
        long elapsed = Duration.between(start, now).toMillis();
        if (elapsed * PACE_AFTER_PARTS >= Duration.between(start, end).toMillis()) {
            samples.add(state.spent()
                    .amount()
                    .multiply(DAY_MILLIS)
                    .divide(BigDecimal.valueOf(elapsed), PLACES, RoundingMode.HALF_UP));
        }
        samples.sort(BigDecimal::compareTo);
        return samples;
    }

    private static BigDecimal mean(List<BigDecimal> sorted) {
        BigDecimal sum = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(sorted.size()), PLACES, RoundingMode.HALF_UP);
    }

    // Few samples say little about how far days differ.
    private static BigDecimal low(List<BigDecimal> sorted) {
        return sorted.size() < FEW ? mean(sorted).multiply(HALF) : sorted.get(sorted.size() / 5);
    }

    private static BigDecimal high(List<BigDecimal> sorted) {
        return sorted.size() < FEW
                ? mean(sorted).multiply(BigDecimal.ONE.add(HALF))
                : sorted.get(sorted.size() - 1 - sorted.size() / 5);
    }

    private static BigDecimal shown(BigDecimal amount) {
        return new Money(amount.setScale(SHOWN_PLACES, RoundingMode.HALF_UP)).dollars();
    }
}
