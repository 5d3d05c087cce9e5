package io.agentmeter.local.lambda;

import io.agentmeter.deployment.Functions;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the handlers inside this JVM, each invocation on a virtual thread and each handler object one event at a time.
public final class InProcessInvoker implements Invoker {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessInvoker.class);
    private static final int SANDBOXES_PER_FUNCTION = 16;

    private final Map<Functions, SandboxPool<InProcessSandbox>> pools;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("function-", 0).factory());

    public InProcessInvoker() {
        this(Functions::handler);
    }

    /// @param handlerClasses the class that plays each function
    public InProcessInvoker(Function<Functions, String> handlerClasses) {
        this.pools = SandboxPool.perFunction(SANDBOXES_PER_FUNCTION, function -> create(function, handlerClasses));
    }

    private static InProcessSandbox create(Functions function, Function<Functions, String> handlerClasses)
            throws FunctionFailure {
        try {
            return InProcessSandbox.create(handlerClasses.apply(function));
        } catch (InvocationTargetException failed) {
            throw initFailure(function, failed.getCause() == null ? failed : failed.getCause());
        } catch (ReflectiveOperationException | ClassCastException failed) {
            throw initFailure(function, failed);
        }
    }

    private static FunctionFailure initFailure(Functions function, Throwable cause) {
        LOG.error("function {} could not be created", function.label(), cause);
        return new FunctionFailure(function, cause.getClass().getName(), String.valueOf(cause.getMessage()));
    }

    @Override
    public byte[] invoke(Functions function, byte[] event) throws FunctionFailure, InterruptedException {
        SandboxPool<InProcessSandbox> pool = SandboxPool.of(pools, function);
        InProcessSandbox sandbox = pool.take(function.timeoutSeconds());
        if (sandbox == null) {
            throw FunctionFailure.timeout(function);
        }
        Future<byte[]> answer = threads.submit(() -> {
            try {
                return sandbox.handle(event, new InvocationContext(function));
            } finally {
                // Only now, even after a timeout: until then the handler object is still busy.
                pool.giveBack(sandbox);
            }
        });
        try {
            return answer.get(function.timeoutSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException thrown) {
            Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
            LOG.debug("function {} failed", function.label(), cause);
            throw new FunctionFailure(function, cause.getClass().getName(), String.valueOf(cause.getMessage()));
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw FunctionFailure.timeout(function);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
