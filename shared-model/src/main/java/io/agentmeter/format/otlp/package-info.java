/// OTLP, read once into neutral records that agent-specific mappers choose from.
@NullMarked
package io.agentmeter.format.otlp;

import org.jspecify.annotations.NullMarked;
