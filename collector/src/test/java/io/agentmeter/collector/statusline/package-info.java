@NullMarked
package io.agentmeter.collector.statusline;

import org.jspecify.annotations.NullMarked;
