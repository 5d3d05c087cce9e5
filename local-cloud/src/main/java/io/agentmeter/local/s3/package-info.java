@NullMarked
package io.agentmeter.local.s3;

import org.jspecify.annotations.NullMarked;
