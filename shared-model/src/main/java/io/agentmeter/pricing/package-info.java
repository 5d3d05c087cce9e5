@NullMarked
package io.agentmeter.pricing;

import org.jspecify.annotations.NullMarked;
