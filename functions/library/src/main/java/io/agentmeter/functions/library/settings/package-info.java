@NullMarked
package io.agentmeter.functions.library.settings;

import org.jspecify.annotations.NullMarked;
