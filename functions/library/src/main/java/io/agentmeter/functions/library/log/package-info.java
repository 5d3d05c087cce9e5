/// What a function tells its operators: lines of JSON and metrics, without names of people and without content.
@NullMarked
package io.agentmeter.functions.library.log;

import org.jspecify.annotations.NullMarked;
