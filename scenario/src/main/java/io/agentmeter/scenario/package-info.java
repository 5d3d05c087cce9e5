@NullMarked
package io.agentmeter.scenario;

import org.jspecify.annotations.NullMarked;
