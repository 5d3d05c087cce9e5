@NullMarked
package io.agentmeter.event;

import org.jspecify.annotations.NullMarked;
