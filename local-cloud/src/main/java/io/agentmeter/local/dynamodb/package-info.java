@NullMarked
package io.agentmeter.local.dynamodb;

import org.jspecify.annotations.NullMarked;
