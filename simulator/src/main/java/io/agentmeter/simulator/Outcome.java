package io.agentmeter.simulator;

import java.util.List;

/// How a run ended.
///
/// @param wrong what differs from the plain fold, in words; nothing if all is right
/// @param trace what happened, if it was asked for
/// @param faults how many faults were drawn
record Outcome(List<String> wrong, Tally tally, List<String> trace, int faults) {
    boolean isRight() {
        return wrong.isEmpty();
    }
}
