@NullMarked
package io.agentmeter.functions.ingest;

import org.jspecify.annotations.NullMarked;
