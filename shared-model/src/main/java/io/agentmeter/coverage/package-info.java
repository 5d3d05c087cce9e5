/// Who has seen what: which sources reported the requests, and where one of them seems to have missed some.
@NullMarked
package io.agentmeter.coverage;

import org.jspecify.annotations.NullMarked;
