package io.agentmeter.functions.library.budgets;

import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.functions.library.control.BudgetStore;
import io.agentmeter.functions.library.control.ClientStore;
import java.util.List;

/// Reads the budgets that hold, with the clients that they ask for.
public record BudgetBooks(BudgetStore budgets, ClientStore clients) {
    /// Clients are read after the budgets, so a client that a budget names is there.
    public BudgetBook read(boolean strong) {
        return of(budgets.all(strong), strong);
    }

    /// @param some budgets that were read before
    public BudgetBook of(List<Budget> some, boolean strong) {
        BudgetBook book = new BudgetBook(some, ClientDirectory.NONE);
        return book.needClients() ? new BudgetBook(some, clients.directory(strong)) : book;
    }
}
