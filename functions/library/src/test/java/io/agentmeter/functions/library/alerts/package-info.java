@NullMarked
package io.agentmeter.functions.library.alerts;

import org.jspecify.annotations.NullMarked;
