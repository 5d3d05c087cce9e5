@NullMarked
package io.agentmeter.functions.alert.webhook;

import org.jspecify.annotations.NullMarked;
