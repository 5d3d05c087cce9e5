/// Looks around every few minutes for what no threshold tells, and sends the day's summary.
@NullMarked
package io.agentmeter.functions.alert.watch;

import org.jspecify.annotations.NullMarked;
