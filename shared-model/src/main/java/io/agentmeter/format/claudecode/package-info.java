/// Claude Code: telemetry and hooks. `README.md` beside this file says which field becomes what.
@NullMarked
package io.agentmeter.format.claudecode;

import org.jspecify.annotations.NullMarked;
