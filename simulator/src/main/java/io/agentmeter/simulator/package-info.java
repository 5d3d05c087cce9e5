/// Runs the product's own counting code against simulated tables and a simulated stream, with every fault that the
/// cloud is known for, all from one seed. See `docs/how-to/simulate.md`.
@NullMarked
package io.agentmeter.simulator;

import org.jspecify.annotations.NullMarked;
