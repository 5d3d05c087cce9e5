@NullMarked
package io.agentmeter.functions.audit;

import org.jspecify.annotations.NullMarked;
