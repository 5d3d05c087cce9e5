@NullMarked
package io.agentmeter.functions.alert;

import org.jspecify.annotations.NullMarked;
