package io.agentmeter.simulator;

/// An invocation's machine is gone. Not an exception that product code could catch and carry on from.
final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died() {
        super("the invocation died", null, false, false);
    }
}
