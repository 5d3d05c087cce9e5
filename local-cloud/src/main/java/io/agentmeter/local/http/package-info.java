@NullMarked
package io.agentmeter.local.http;

import org.jspecify.annotations.NullMarked;
