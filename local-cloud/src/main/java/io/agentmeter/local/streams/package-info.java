@NullMarked
package io.agentmeter.local.streams;

import org.jspecify.annotations.NullMarked;
