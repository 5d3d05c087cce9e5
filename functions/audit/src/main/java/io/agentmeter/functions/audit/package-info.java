/// The functions that check the rollups against the events, and mend them when asked.
@NullMarked
package io.agentmeter.functions.audit;

import org.jspecify.annotations.NullMarked;
