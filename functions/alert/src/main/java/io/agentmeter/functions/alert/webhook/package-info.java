/// Telling programs of alerts, without being used to reach what only this function can reach.
@NullMarked
package io.agentmeter.functions.alert.webhook;

import org.jspecify.annotations.NullMarked;
