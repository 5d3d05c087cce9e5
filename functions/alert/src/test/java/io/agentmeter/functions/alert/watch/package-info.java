@NullMarked
package io.agentmeter.functions.alert.watch;

import org.jspecify.annotations.NullMarked;
