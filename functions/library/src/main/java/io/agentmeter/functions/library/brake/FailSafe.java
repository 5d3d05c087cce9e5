package io.agentmeter.functions.library.brake;

import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetBook.Held;
import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.Subject;
import io.agentmeter.budget.Threshold;
import io.agentmeter.budget.Verdict;
import io.agentmeter.event.Attribution;
import io.agentmeter.rollup.Dimensions;
import java.util.List;
import java.util.Optional;

/// What holds while nobody can tell how much is spent: the strictest word that the budgets last known have for that
/// case.
final class FailSafe {
    private final BrakeMemory memory;
    private final BudgetWords words;

    FailSafe(BrakeMemory memory, BudgetWords words) {
        this.memory = memory;
        this.words = words;
    }

    Optional<Decision> guess(Asker asker) {
        return memory.lastBook().map(book -> guess(asker, book));
    }

    private Decision guess(Asker asker, BudgetBook book) {
        Attribution known =
                memory.lastSession(asker.session()).orElse(Attribution.NONE).merge(asker.said());
        Subject subject = Subject.of(asker.session(), Dimensions.of(known), book.clients())
                .with(asker.model(), asker.lane());
        List<Budget> blocking = book.holding(subject).stream()
                .map(Held::budget)
                .filter(budget -> budget.blocksFrom().isPresent())
                .toList();
        return blocking.stream()
                .filter(budget -> budget.terms().onUnavailable() == FailMode.BLOCK)
                .findFirst()
                .map(budget -> new Decision(
                        strictest(budget), words.unknown(budget), subject, List.of(), FailMode.BLOCK, true))
                .orElseGet(() -> new Decision(Verdict.ALLOW, "", subject, List.of(), FailMode.ALLOW, true));
    }

    private static Verdict strictest(Budget budget) {
        return budget.terms().thresholds().stream()
                .map(Threshold::action)
                .map(action -> action.verdict())
                .reduce(Verdict.ALLOW, Verdict::stricter);
    }
}
