/// The brake: may this agent go on? Answers from what budgets, spend and the calls in flight say, quickly, and from
/// what was last known where the stores are silent.
@NullMarked
package io.agentmeter.functions.library.brake;

import org.jspecify.annotations.NullMarked;
