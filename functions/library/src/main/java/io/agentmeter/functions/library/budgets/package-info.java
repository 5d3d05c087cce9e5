/// Adding up what budgets' parts have spent, exactly, whatever races.
@NullMarked
package io.agentmeter.functions.library.budgets;

import org.jspecify.annotations.NullMarked;
