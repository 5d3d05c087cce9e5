@NullMarked
package io.agentmeter.local;

import org.jspecify.annotations.NullMarked;
