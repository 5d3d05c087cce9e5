/// What a request costs: write units, dollars and processor time, printed and never asserted.
@NullMarked
package io.agentmeter.benchmarks;

import org.jspecify.annotations.NullMarked;
