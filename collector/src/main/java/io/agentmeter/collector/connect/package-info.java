/// Writes and removes the settings that make an agent report.
@NullMarked
package io.agentmeter.collector.connect;

import org.jspecify.annotations.NullMarked;
