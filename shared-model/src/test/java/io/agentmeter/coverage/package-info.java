@NullMarked
package io.agentmeter.coverage;

import org.jspecify.annotations.NullMarked;
