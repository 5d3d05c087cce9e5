@NullMarked
package io.agentmeter.local.sns;

import org.jspecify.annotations.NullMarked;
