@NullMarked
package io.agentmeter.local.files;

import org.jspecify.annotations.NullMarked;
