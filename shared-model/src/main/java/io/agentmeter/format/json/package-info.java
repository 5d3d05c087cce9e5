/// Reading JSON from outside: bounded, exact, and only what is on a format's list.
@NullMarked
package io.agentmeter.format.json;

import org.jspecify.annotations.NullMarked;
