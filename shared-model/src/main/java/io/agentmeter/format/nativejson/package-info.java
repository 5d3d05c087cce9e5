/// AgentMeter's own JSON: `POST /v1/events`. `README.md` beside this file says which field becomes what.
@NullMarked
package io.agentmeter.format.nativejson;

import org.jspecify.annotations.NullMarked;
