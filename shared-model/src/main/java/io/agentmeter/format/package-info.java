@NullMarked
package io.agentmeter.format;

import org.jspecify.annotations.NullMarked;
