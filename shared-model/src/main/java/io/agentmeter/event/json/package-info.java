/// Events as the compact JSON they are stored as.
@NullMarked
package io.agentmeter.event.json;

import org.jspecify.annotations.NullMarked;
