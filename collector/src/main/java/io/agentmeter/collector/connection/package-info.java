/// Where reports go, and how they get there.
@NullMarked
package io.agentmeter.collector.connection;

import org.jspecify.annotations.NullMarked;
