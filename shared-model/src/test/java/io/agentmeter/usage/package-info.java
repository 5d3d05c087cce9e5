@NullMarked
package io.agentmeter.usage;

import org.jspecify.annotations.NullMarked;
