package io.agentmeter.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// The control table holds tokens beside other rows, so access to it is granted by key: whoever checks tokens may read
/// tokens
/// and nothing else, everybody else may touch everything but tokens. A function gone wrong cannot hand out a token.
final class ControlGrants {
    private static final String KEY = "dynamodb:LeadingKeys";
    private static final List<String> TOKENS = List.of("TOKEN#*");

    private ControlGrants() {}

    static PolicyStatement readTokens(Table control) {
        return PolicyStatement.Builder.create()
                .actions(List.of("dynamodb:GetItem"))
                .resources(List.of(control.getTableArn()))
                .conditions(Map.of("ForAllValues:StringLike", Map.of(KEY, TOKENS)))
                .build();
    }

    static PolicyStatement butTokens(Table control, List<String> actions) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(control.getTableArn()))
                .conditions(Map.of("ForAllValues:StringNotLike", Map.of(KEY, TOKENS)))
                .build();
    }
}
