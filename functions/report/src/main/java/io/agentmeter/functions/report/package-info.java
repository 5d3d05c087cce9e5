/// The functions that write files: day cubes on a schedule, exports when asked.
@NullMarked
package io.agentmeter.functions.report;

import org.jspecify.annotations.NullMarked;
