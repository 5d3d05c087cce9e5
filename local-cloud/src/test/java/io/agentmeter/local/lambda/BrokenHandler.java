package io.agentmeter.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// A function that cannot be created.
public final class BrokenHandler implements RequestHandler<Map<String, String>, String> {
    public BrokenHandler() {
        throw new IllegalStateException("AGENTMETER_EVENTS_TABLE is missing");
    }

    @Override
    public String handleRequest(Map<String, String> event, Context context) {
        return "never";
    }
}
