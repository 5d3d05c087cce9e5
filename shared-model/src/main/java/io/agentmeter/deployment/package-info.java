@NullMarked
package io.agentmeter.deployment;

import org.jspecify.annotations.NullMarked;
