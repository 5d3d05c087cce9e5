@NullMarked
package io.agentmeter.functions.library.brake;

import org.jspecify.annotations.NullMarked;
