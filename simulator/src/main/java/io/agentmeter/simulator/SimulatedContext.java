package io.agentmeter.simulator;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// What Lambda tells an invocation about itself. Nothing under test may need it.
final class SimulatedContext implements Context {
    private static UnsupportedOperationException notSimulated() {
        return new UnsupportedOperationException("the simulator has no Lambda context");
    }

    @Override
    public String getAwsRequestId() {
        throw notSimulated();
    }

    @Override
    public String getLogGroupName() {
        throw notSimulated();
    }

    @Override
    public String getLogStreamName() {
        throw notSimulated();
    }

    @Override
    public String getFunctionName() {
        throw notSimulated();
    }

    @Override
    public String getFunctionVersion() {
        throw notSimulated();
    }

    @Override
    public String getInvokedFunctionArn() {
        throw notSimulated();
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw notSimulated();
    }

    @Override
    public ClientContext getClientContext() {
        throw notSimulated();
    }

    @Override
    public int getRemainingTimeInMillis() {
        throw notSimulated();
    }

    @Override
    public int getMemoryLimitInMB() {
        throw notSimulated();
    }

    @Override
    public LambdaLogger getLogger() {
        throw notSimulated();
    }
}
