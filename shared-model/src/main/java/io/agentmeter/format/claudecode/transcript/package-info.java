/// Claude Code's transcripts: the JSONL files it keeps of each session. Only counts, ids, names and times are
/// read; what was said never leaves the line it stands in.
@NullMarked
package io.agentmeter.format.claudecode.transcript;

import org.jspecify.annotations.NullMarked;
