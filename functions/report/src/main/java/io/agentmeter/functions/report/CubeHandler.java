package io.agentmeter.functions.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import java.time.Clock;
import java.util.Map;

/// Runs on a schedule; what the schedule says does not matter.
public final class CubeHandler implements RequestHandler<Map<String, Object>, String> {
    private static final int TIME_FOR_ONE_MORE_MS = 30_000;

    private final CubeService service;
    private final Clock clock;
    private final Log log;
    private final Metrics metrics;

    public CubeHandler() {
        this(
                ReportWiring.cubes(LambdaEnvironment.current()),
                LambdaEnvironment.clock(),
                Log.of(Functions.CUBES.label()),
                Metrics.of(Functions.CUBES.label()));
    }

    CubeHandler(CubeService service, Clock clock, Log log, Metrics metrics) {
        this.service = service;
        this.clock = clock;
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        CubeService.Summary run =
                service.run(clock.instant(), () -> context.getRemainingTimeInMillis() >= TIME_FOR_ONE_MORE_MS);
        log.forRequest(context.getAwsRequestId())
                .info("cubes_written")
                .with("written", run.written())
                .with("failed", run.failed())
                .with("settled", run.settled())
                .write();
        metrics.count(Map.of(Metric.CUBES_WRITTEN, (long) run.written(), Metric.CUBES_FAILED, (long) run.failed()));
        if (run.failed() > 0) {
            throw new IllegalStateException(run.failed() + " day cubes could not be made; the log names the days");
        }
        return run.written() + " cubes written";
    }
}
