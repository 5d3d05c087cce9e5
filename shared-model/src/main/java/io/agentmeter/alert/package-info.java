/// When spend is worth a message, and what the message says.
@NullMarked
package io.agentmeter.alert;

import org.jspecify.annotations.NullMarked;
