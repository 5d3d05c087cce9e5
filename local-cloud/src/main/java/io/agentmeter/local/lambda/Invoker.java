package io.agentmeter.local.lambda;

import io.agentmeter.deployment.Functions;

/// Runs functions the way Lambda does: an event in JSON goes in, the answer in JSON comes out.
public interface Invoker extends AutoCloseable {
    /// Runs one invocation and waits for it, at most as long as the function's own time limit.
    ///
    /// @throws FunctionFailure if the function threw, timed out, or could not be started
    byte[] invoke(Functions function, byte[] event) throws FunctionFailure, InterruptedException;

    @Override
    void close();
}
