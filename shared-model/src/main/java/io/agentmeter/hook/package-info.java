/// What agents ask before they spend, and how each of them is answered in its own words. Shared by the server and by
/// the command-hook on an agent's machine.
@NullMarked
package io.agentmeter.hook;

import org.jspecify.annotations.NullMarked;
