/// Does once what must start fast.
@NullMarked
package io.agentmeter.collector.rehearse;

import org.jspecify.annotations.NullMarked;
