@NullMarked
package io.agentmeter.functions.budget;

import org.jspecify.annotations.NullMarked;
