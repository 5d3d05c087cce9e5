package io.agentmeter.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// The control table holds tokens and secrets beside other rows, so access to it is granted by key: whoever checks
/// tokens may read tokens and nothing else, whoever sends alerts may read the secrets they are signed with, and
/// everybody else may touch neither. A function gone wrong cannot hand out a token.
final class ControlGrants {
    private static final String KEY = "dynamodb:LeadingKeys";
    private static final String TOKEN = "TOKEN#*";
    private static final List<String> TOKENS = List.of(TOKEN);
    private static final List<String> TOKENS_AND_SECRETS = List.of(TOKEN, "SECRET#*");

    private ControlGrants() {}

    static PolicyStatement readTokens(Table control) {
        return PolicyStatement.Builder.create()
                .actions(List.of("dynamodb:GetItem"))
                .resources(List.of(control.getTableArn()))
                .conditions(Map.of("ForAllValues:StringLike", Map.of(KEY, TOKENS)))
                .build();
    }

    /// Everything but tokens and secrets.
    static PolicyStatement butTokens(Table control, List<String> actions) {
        return but(TOKENS_AND_SECRETS, control, actions);
    }

    /// Everything but tokens.
    static PolicyStatement withSecrets(Table control, List<String> actions) {
        return but(TOKENS, control, actions);
    }

    private static PolicyStatement but(List<String> keys, Table control, List<String> actions) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(control.getTableArn()))
                .conditions(Map.of("ForAllValues:StringNotLike", Map.of(KEY, keys)))
                .build();
    }
}
