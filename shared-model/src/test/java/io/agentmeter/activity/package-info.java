@NullMarked
package io.agentmeter.activity;

import org.jspecify.annotations.NullMarked;
