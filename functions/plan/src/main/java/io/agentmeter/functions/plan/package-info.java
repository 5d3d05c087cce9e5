/// The function of plans: what agents report of their vendors' windows, and what administrators write about accounts.
@NullMarked
package io.agentmeter.functions.plan;

import org.jspecify.annotations.NullMarked;
