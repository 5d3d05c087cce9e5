/// Budgets, overrides, clients and the log of changes over HTTP.
@NullMarked
package io.agentmeter.functions.budget;

import org.jspecify.annotations.NullMarked;
