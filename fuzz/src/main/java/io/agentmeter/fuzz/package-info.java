/// Damaged input for everything that reads bytes from outside, and the promises that must hold whatever comes.
@NullMarked
package io.agentmeter.fuzz;

import org.jspecify.annotations.NullMarked;
