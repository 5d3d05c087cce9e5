package io.agentmeter.scenario;

/// One promise of a deployment and the check that it is kept. Steps run in order; later ones build on earlier ones.
public record Step(String promise, Check check) {

    /// Throws [AssertionError] if the promise is broken.
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }
}
