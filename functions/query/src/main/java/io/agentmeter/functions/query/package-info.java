/// The function that answers what the dashboard and the command line ask. It only reads.
@NullMarked
package io.agentmeter.functions.query;

import org.jspecify.annotations.NullMarked;
