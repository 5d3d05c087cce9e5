@NullMarked
package io.agentmeter.slice;

import org.jspecify.annotations.NullMarked;
