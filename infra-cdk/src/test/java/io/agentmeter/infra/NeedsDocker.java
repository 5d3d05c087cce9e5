package io.agentmeter.infra;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/// Skips a suite on a machine without Docker, and says so where people look.
final class NeedsDocker implements ExecutionCondition {
    private static final String REASON = "skipped: the suite against LocalStack needs a running Docker";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("Docker is running");
        }
        System.out.println(REASON);
        return ConditionEvaluationResult.disabled(REASON);
    }
}
