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
        List<Budget> all = budgets.all(strong);
        BudgetBook book = new BudgetBook(all, ClientDirectory.NONE);
        return book.needClients() ? new BudgetBook(all, clients.directory(strong)) : book;
    }
}
