/// Whether the rollups are the plain fold of the events: what is compared, and what a difference is.
@NullMarked
package io.agentmeter.audit;

import org.jspecify.annotations.NullMarked;
