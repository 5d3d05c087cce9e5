@NullMarked
package io.agentmeter.local.lambda;

import org.jspecify.annotations.NullMarked;
