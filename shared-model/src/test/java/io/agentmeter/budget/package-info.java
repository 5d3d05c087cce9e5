@NullMarked
package io.agentmeter.budget;

import org.jspecify.annotations.NullMarked;
