package io.agentmeter.functions.library.brake;

import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook.Held;
import io.agentmeter.budget.BudgetState;
import io.agentmeter.budget.Spend;
import io.agentmeter.budget.Verdict;
import io.agentmeter.functions.library.control.InFlightStore;
import java.math.BigDecimal;

/// What one budget says to an agent.
///
/// @param spend of the window's days and of the days around it
/// @param othersInFlight what other agents are likely to be spending just now
/// @param verdict with those others counted
record Finding(BudgetState state, Spend spend, BigDecimal othersInFlight, Verdict verdict) {
    static Finding of(BudgetState state, Spend spend) {
        return new Finding(state, spend, BigDecimal.ZERO, state.verdict());
    }

    /// The same budget, which nobody has lifted, with what others have in flight. That only ever stops an agent; it
    /// warns nobody.
    Finding with(BigDecimal others) {
        Verdict together = state.budget().verdict(state.spent().amount().add(others));
        Verdict both = together.blocks() ? state.verdict().stricter(together) : state.verdict();
        return new Finding(state, spend, others, both);
    }

    Budget budget() {
        return state.budget();
    }

    Held held() {
        return new Held(state.budget(), state.part());
    }

    InFlightStore.Part part() {
        return new InFlightStore.Part(budget().id(), state.part());
    }

    /// Whether others keep the agent from going on, and not what was spent.
    boolean isForOthers() {
        return verdict != state.verdict();
    }
}
