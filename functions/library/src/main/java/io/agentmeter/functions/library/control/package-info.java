/// The Control table: tokens, alerts, day marks, reports and receipts.
@NullMarked
package io.agentmeter.functions.library.control;

import org.jspecify.annotations.NullMarked;
