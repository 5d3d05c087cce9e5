@NullMarked
package io.agentmeter.hook;

import org.jspecify.annotations.NullMarked;
