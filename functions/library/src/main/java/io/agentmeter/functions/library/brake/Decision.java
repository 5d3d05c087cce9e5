package io.agentmeter.functions.library.brake;

import io.agentmeter.budget.BudgetState;
import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.Subject;
import io.agentmeter.budget.Verdict;
import java.util.Comparator;
import java.util.List;

/// Whether an agent may go on.
///
/// @param verdict of the strictest budget
/// @param message for the person, naming the budget; empty if nothing is to be said
/// @param subject who asked, as far as anybody knows
/// @param states every budget that holds for the agent and speaks to agents, the strictest first; what others have in
///     flight is not in them
/// @param onUnavailable what shall hold if nobody can be asked the next time
/// @param isGuess whether this is what holds because the stores were silent
public record Decision(
        Verdict verdict,
        String message,
        Subject subject,
        List<BudgetState> states,
        FailMode onUnavailable,
        boolean isGuess) {
    /// No budget has anything to say.
    public static final Decision FREE =
            new Decision(Verdict.ALLOW, "", Subject.UNKNOWN, List.of(), FailMode.ALLOW, false);

    public Decision {
        states = List.copyOf(states);
    }

    static Decision of(Subject subject, List<Finding> findings, BudgetWords words) {
        List<Finding> strictestFirst = findings.stream()
                .sorted(Comparator.comparing(Finding::verdict)
                        .thenComparing(finding -> finding.state().percent())
                        .reversed())
                .toList();
        FailMode mode = failMode(findings.stream().map(Finding::state).toList());
        if (strictestFirst.isEmpty()) {
            return new Decision(Verdict.ALLOW, "", subject, List.of(), mode, false);
        }
        Verdict verdict = strictestFirst.getFirst().verdict();
        String message = switch (verdict) {
            case ALLOW -> "";
            case WARN -> words.warning(strictestFirst);
            case PAUSE, STOP -> words.refusal(strictestFirst.getFirst());
        };
        List<BudgetState> states = strictestFirst.stream().map(Finding::state).toList();
        return new Decision(verdict, message, subject, states, mode, false);
    }

    private static FailMode failMode(List<BudgetState> states) {
        return states.stream()
                .filter(state -> state.budget().blocksFrom().isPresent())
                .map(state -> state.budget().terms().onUnavailable())
                .max(Comparator.naturalOrder())
                .orElse(FailMode.ALLOW);
    }
}
