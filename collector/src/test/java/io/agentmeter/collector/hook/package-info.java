@NullMarked
package io.agentmeter.collector.hook;

import org.jspecify.annotations.NullMarked;
