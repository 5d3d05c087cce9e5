/// Budgets: what may be spent by whom in which time, what happens when it is reached, and how far it has got. Pure
/// rules; the stores are elsewhere.
@NullMarked
package io.agentmeter.budget;

import org.jspecify.annotations.NullMarked;
