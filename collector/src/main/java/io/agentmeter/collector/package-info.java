/// The command line program `agentmeter`: connects agents, sends old transcripts, finds out what is wrong.
@NullMarked
package io.agentmeter.collector;

import org.jspecify.annotations.NullMarked;
