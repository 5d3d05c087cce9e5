package io.agentmeter.local.lambda;

import io.agentmeter.deployment.Functions;
import io.agentmeter.local.files.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs functions as processes of Lambda's own Java runtime client. Works on Linux, where that client has its native
/// part.
public final class ProcessInvoker implements Invoker {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessInvoker.class);

    private final Map<Functions, SandboxPool<FunctionProcess>> pools;
    private final Set<FunctionProcess> processes = ConcurrentHashMap.newKeySet();

    /// @param processesPerFunction the most processes of one function at a time
    public ProcessInvoker(Layout layout, Map<String, String> settings, Clock clock, int processesPerFunction)
            throws IOException {
        this(programs(layout, RuntimeNativePart.unpack()), settings, clock, processesPerFunction);
    }

    private static Function<Functions, FunctionProcess.Program> programs(Layout layout, Path nativePart) {
        return function -> FunctionProcess.Program.of(function, layout, nativePart);
    }

    ProcessInvoker(
            Function<Functions, FunctionProcess.Program> programs,
            Map<String, String> settings,
            Clock clock,
            int processesPerFunction) {
        this.pools = SandboxPool.perFunction(
                processesPerFunction, function -> start(function, programs.apply(function), settings, clock));
    }

    /// Whether this machine can run the runtime client.
    public static boolean isSupported() {
        return System.getProperty("os.name", "").equals("Linux");
    }

    private FunctionProcess start(
            Functions function, FunctionProcess.Program program, Map<String, String> settings, Clock clock)
            throws FunctionFailure, InterruptedException {
        FunctionProcess process = FunctionProcess.start(function, program, settings, clock);
        processes.add(process);
        return process;
    }

    @Override
    public byte[] invoke(Functions function, byte[] event) throws FunctionFailure, InterruptedException {
        SandboxPool<FunctionProcess> pool = SandboxPool.of(pools, function);
        FunctionProcess process = pool.take(function.timeoutSeconds());
        if (process == null) {
            throw FunctionFailure.timeout(function);
        }
        boolean answered = false;
        try {
            byte[] answer = process.invoke(event);
            answered = true;
            return answer;
        } catch (FunctionFailure failure) {
            // A function that threw is as good as before; one that timed out or died is gone.
            answered = process.isAlive() && !failure.isTimeout();
            throw failure;
        } finally {
            if (answered) {
                pool.giveBack(process);
            } else {
                LOG.info("a process of {} is discarded", function.label());
                process.close();
                processes.remove(process);
                pool.discard();
            }
        }
    }

    @Override
    public void close() {
        processes.forEach(FunctionProcess::close);
    }
}
