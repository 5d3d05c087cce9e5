/// The command that an agent's hook runs: asks whether the agent may go on, without ever being in its way.
@NullMarked
package io.agentmeter.collector.hook;

import org.jspecify.annotations.NullMarked;
