package io.agentmeter.fuzz;

/// Input was read into something that may not come of it.
final class BrokenPromise extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenPromise(String what) {
        super(what);
    }

    static void unless(boolean kept, String what) {
        if (!kept) {
            throw new BrokenPromise(what);
        }
    }
}
