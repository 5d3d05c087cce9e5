/// Requests and answers of the HTTP API, and what every function does around its own work on them.
@NullMarked
package io.agentmeter.functions.library.http;

import org.jspecify.annotations.NullMarked;
