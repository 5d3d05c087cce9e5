/// `agentmeter audit`.
@NullMarked
package io.agentmeter.collector.audit;

import org.jspecify.annotations.NullMarked;
