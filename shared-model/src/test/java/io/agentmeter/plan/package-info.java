@NullMarked
package io.agentmeter.plan;

import org.jspecify.annotations.NullMarked;
