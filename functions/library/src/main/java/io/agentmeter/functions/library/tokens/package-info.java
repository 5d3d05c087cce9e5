/// API tokens: how one is made, checked and remembered, and who may use which route.
@NullMarked
package io.agentmeter.functions.library.tokens;

import org.jspecify.annotations.NullMarked;
