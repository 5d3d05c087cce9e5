package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.constructs.Construct;

/// One URL for each function that the table of routes names. The payload is that of the HTTP API; the functions check
/// tokens
/// themselves, so the URLs ask for no AWS signature.
final class FunctionUrlFront extends Construct {
    private final Map<Functions, FunctionUrl> urls = new EnumMap<>(Functions.class);

    FunctionUrlFront(Construct scope, DeployedFunctions functions, Tables tables) {
        super(scope, "FunctionUrlFront");
        Routes.all().stream().map(Routes.Route::function).distinct().forEach(entry -> {
            MeterFunction function = functions.of(entry);
            function.allow(ControlGrants.readTokens(tables.control()));
            FunctionUrl url = function.live()
                    .addFunctionUrl(FunctionUrlOptions.builder()
                            .authType(FunctionUrlAuthType.NONE)
                            .build());
            urls.put(entry, url);
        });
    }

    Map<Functions, FunctionUrl> urls() {
        return Map.copyOf(urls);
    }
}
