package io.agentmeter.local.lambda;

import io.agentmeter.deployment.Functions;
import org.junit.jupiter.api.AfterAll;

class InProcessInvokerTest implements InvokerContract {
    private static final InProcessInvoker INVOKER = new InProcessInvoker(
            function -> (function == Functions.INGEST ? BrokenHandler.class : EchoHandler.class).getName());

    @AfterAll
    static void stop() {
        INVOKER.close();
    }

    @Override
    public Invoker invoker() {
        return INVOKER;
    }
}
