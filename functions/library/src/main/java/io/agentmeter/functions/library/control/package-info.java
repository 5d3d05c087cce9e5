@NullMarked
package io.agentmeter.functions.library.control;

import org.jspecify.annotations.NullMarked;
