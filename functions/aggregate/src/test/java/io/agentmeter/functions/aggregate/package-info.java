@NullMarked
package io.agentmeter.functions.aggregate;

import org.jspecify.annotations.NullMarked;
