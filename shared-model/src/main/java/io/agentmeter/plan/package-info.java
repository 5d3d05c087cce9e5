/// Plans of vendors (subscriptions with usage windows, or an API account): what they say is used, and when it would be
/// used up.
@NullMarked
package io.agentmeter.plan;

import org.jspecify.annotations.NullMarked;
