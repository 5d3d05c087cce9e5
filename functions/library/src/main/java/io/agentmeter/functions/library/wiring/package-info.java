/// The clients of AWS services, built once for each function.
@NullMarked
package io.agentmeter.functions.library.wiring;

import org.jspecify.annotations.NullMarked;
