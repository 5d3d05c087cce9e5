/// Lambda's rules for reading a stream, without threads, clocks and clients: which shards may be read, which lane a
/// record goes to, what makes a batch, what follows a failure, where to start again. The local cloud drives them with
/// real time and real shards, the simulator with a seed.
@NullMarked
package io.agentmeter.streams;

import org.jspecify.annotations.NullMarked;
