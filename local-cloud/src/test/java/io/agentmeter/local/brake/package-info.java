/// The brake on the whole local cloud, driven over HTTP with the agents' own payloads.
@NullMarked
package io.agentmeter.local.brake;

import org.jspecify.annotations.NullMarked;
