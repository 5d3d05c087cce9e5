/// Day cubes as files: the newest one of each day, and every version of a day that was final.
@NullMarked
package io.agentmeter.functions.library.cubes;

import org.jspecify.annotations.NullMarked;
