/// Checks the way of a report from the agent to the dashboard.
@NullMarked
package io.agentmeter.collector.doctor;

import org.jspecify.annotations.NullMarked;
