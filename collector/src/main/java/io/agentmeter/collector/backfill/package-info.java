/// Sends the transcripts that agents left on this machine.
@NullMarked
package io.agentmeter.collector.backfill;

import org.jspecify.annotations.NullMarked;
