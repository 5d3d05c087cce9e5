/// Reading many days at once.
@NullMarked
package io.agentmeter.functions.library.days;

import org.jspecify.annotations.NullMarked;
