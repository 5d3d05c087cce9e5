/// What is worth knowing although no threshold says so: pure rules over days of usage.
@NullMarked
package io.agentmeter.alert.watch;

import org.jspecify.annotations.NullMarked;
