package io.agentmeter.functions.alert.watch;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.Screens;
import io.agentmeter.budget.BudgetState;
import io.agentmeter.functions.alert.watch.Standings.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks for budgets that are heading over their limits.
final class ForecastWatch implements Watch {
    /// Before that, a window has hardly begun, and a forecast of it is worth little.
    private static final BigDecimal ENOUGH_PERCENT = BigDecimal.valueOf(25);

    private final Standings standings;
    private final Screens screens;

    ForecastWatch(Standings standings, Screens screens) {
        this.standings = standings;
        this.screens = screens;
    }

    @Override
    public List<Alert> look(Instant now) {
        return standings.of(now).stream()
                .flatMap(standing -> alert(standing, now))
                .toList();
    }

    private Stream<Alert> alert(Standing standing, Instant now) {
        BudgetState state = standing.state();
        Optional<Instant> exceedsAt = standing.forecast().flatMap(forecast -> forecast.exceedsAt());
        return exceedsAt.isPresent() && state.percent().compareTo(ENOUGH_PERCENT) >= 0
                ? standing.forecast().stream()
                        .map(forecast -> BudgetWords.forecast(state, forecast, exceedsAt.get(), now, screens))
                : Stream.empty();
    }
}
