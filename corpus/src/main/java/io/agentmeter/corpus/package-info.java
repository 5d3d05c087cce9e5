/// The corpus of hard cases: what it holds, how it is run, and how its table is printed.
@NullMarked
package io.agentmeter.corpus;

import org.jspecify.annotations.NullMarked;
