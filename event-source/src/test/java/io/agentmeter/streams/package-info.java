@NullMarked
package io.agentmeter.streams;

import org.jspecify.annotations.NullMarked;
