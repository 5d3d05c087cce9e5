@NullMarked
package io.agentmeter.functions.library.events;

import org.jspecify.annotations.NullMarked;
