/// The deployment: one stack, one construct per stage, generated from the tables in `io.agentmeter.deployment`.
@NullMarked
package io.agentmeter.infra;

import org.jspecify.annotations.NullMarked;
