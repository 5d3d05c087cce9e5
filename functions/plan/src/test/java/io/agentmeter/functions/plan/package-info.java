@NullMarked
package io.agentmeter.functions.plan;

import org.jspecify.annotations.NullMarked;
