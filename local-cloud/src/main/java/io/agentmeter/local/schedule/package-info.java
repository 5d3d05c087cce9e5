@NullMarked
package io.agentmeter.local.schedule;

import org.jspecify.annotations.NullMarked;
