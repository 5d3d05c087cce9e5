@NullMarked
package io.agentmeter.functions.library;

import org.jspecify.annotations.NullMarked;
