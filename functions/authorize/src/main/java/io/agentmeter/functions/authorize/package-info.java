/// The function that API Gateway asks whether a caller may pass.
@NullMarked
package io.agentmeter.functions.authorize;

import org.jspecify.annotations.NullMarked;
