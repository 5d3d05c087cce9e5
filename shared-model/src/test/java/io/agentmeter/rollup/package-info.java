@NullMarked
package io.agentmeter.rollup;

import org.jspecify.annotations.NullMarked;
