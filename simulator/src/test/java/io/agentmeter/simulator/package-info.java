@NullMarked
package io.agentmeter.simulator;

import org.jspecify.annotations.NullMarked;
