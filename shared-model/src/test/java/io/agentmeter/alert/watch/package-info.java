@NullMarked
package io.agentmeter.alert.watch;

import org.jspecify.annotations.NullMarked;
