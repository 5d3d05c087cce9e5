/// The line in Claude Code's status bar, and what the vendor says there of plan windows.
@NullMarked
package io.agentmeter.collector.statusline;

import org.jspecify.annotations.NullMarked;
