@NullMarked
package io.agentmeter.local.demo;

import org.jspecify.annotations.NullMarked;
