package io.agentmeter.budget;

import java.util.ArrayList;
import java.util.List;

/// Every budget that holds, and the clients that they may ask for.
///
/// @param budgets by id; deleted ones are left out
public record BudgetBook(List<Budget> budgets, ClientDirectory clients) {
    public static final BudgetBook EMPTY = new BudgetBook(List.of(), ClientDirectory.NONE);

    /// A budget that holds for somebody, and the part of it.
    public record Held(Budget budget, String part) {}

    public BudgetBook {
        budgets = budgets.stream().filter(budget -> !budget.isDeleted()).toList();
    }

    /// Every budget that holds for this usage or agent.
    public List<Held> holding(Subject subject) {
        List<Held> held = new ArrayList<>();
        for (Budget budget : budgets) {
            budget.part(subject).ifPresent(part -> held.add(new Held(budget, part)));
        }
        return held;
    }

    public boolean needClients() {
        return budgets.stream().anyMatch(budget -> budget.terms().needsClients());
    }
}
