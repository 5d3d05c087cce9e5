package io.agentmeter.functions.library.wiring;

import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.DynamoDbTokenStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.tokens.Gate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Chooses who checks the callers of an HTTP function.
public final class Admissions {
    private Admissions() {}

    /// @param inFunction the setting `AGENTMETER_AUTHORIZE_IN_FUNCTION`
    public static Admission of(boolean inFunction, DynamoDbClient client, String controlTable) {
        return inFunction
                ? Admission.checking(new Gate(new DynamoDbTokenStore(client, controlTable), LambdaEnvironment.clock()))
                : Admission.believingAuthorizer();
    }
}
