@NullMarked
package io.agentmeter.functions.library.rollups;

import org.jspecify.annotations.NullMarked;
