/// Rules about the code of all modules. Each rule is also shown to refuse something, with a class under `fixture`.
@NullMarked
package io.agentmeter.architecture;

import org.jspecify.annotations.NullMarked;
