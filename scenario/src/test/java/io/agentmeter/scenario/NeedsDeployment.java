package io.agentmeter.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips the scenario where nobody named a deployment, and says so where people look.
final class NeedsDeployment implements ExecutionCondition {
    static final String URL = "AGENTMETER_AWS_URL";
    static final String INGEST_TOKEN = "AGENTMETER_AWS_INGEST_TOKEN";
    static final String READ_TOKEN = "AGENTMETER_AWS_READ_TOKEN";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = List.of(URL, INGEST_TOKEN, READ_TOKEN).stream()
                .filter(name -> !isSet(name))
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("a deployment is named");
        }
        String reason = "skipped: the scenario against AWS needs a deployment; not set: " + String.join(", ", missing);
        System.out.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    private static boolean isSet(String name) {
        @Nullable String value = System.getenv(name);
        return value != null && !value.isBlank();
    }
}
