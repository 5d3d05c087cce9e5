@NullMarked
package io.agentmeter.infra;

import org.jspecify.annotations.NullMarked;
