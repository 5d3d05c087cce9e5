package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaResponseType;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CfnStage.AccessLogSettingsProperty;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The HTTP API, from the table of routes.
final class HttpFront extends Construct {
    // Neither query strings nor headers: they hold names of people and tokens.
    private static final String LOGGED = """
            {"requestId":"$context.requestId","time":"$context.requestTime","route":"$context.routeKey",\
            "status":"$context.status","responseLength":"$context.responseLength","latencyMs":"$context.responseLatency",\
            "authorizerError":"$context.authorizer.error","integrationError":"$context.integrationErrorMessage"}""";

    private final HttpApi api;

    HttpFront(Construct scope, DeploymentSettings settings, DeployedFunctions functions) {
        super(scope, "HttpFront");
        this.api = HttpApi.Builder.create(this, "Api").createDefaultStage(false).build();
        stage(settings);
        HttpLambdaAuthorizer authorizer = authorizer(functions.of(Functions.AUTHORIZE));
        Map<Functions, HttpLambdaIntegration> integrations = new EnumMap<>(Functions.class);
        for (Routes.Route route : Routes.all()) {
            MeterFunction target = functions.of(route.function());
            HttpLambdaIntegration integration = integrations.computeIfAbsent(
                    route.function(), function -> new HttpLambdaIntegration(function.label(), target.live()));
            add(route, integration, authorizer);
        }
    }

    HttpApi api() {
        return api;
    }

    /// Host name of the API's own address, without `https://`.
    String domain() {
        return Fn.select(2, Fn.split("/", api.getApiEndpoint()));
    }

    private void add(Routes.Route route, HttpLambdaIntegration integration, HttpLambdaAuthorizer authorizer) {
        boolean open = route.scope() == Routes.Scope.NONE;
        List<HttpRoute> added = api.addRoutes(AddRoutesOptions.builder()
                .path(route.path())
                .methods(List.of(HttpMethod.valueOf(route.method())))
                .integration(integration)
                .authorizer(open ? null : authorizer)
                .build());
        if (open) {
            String reason =
                    "The table of routes gives it the scope NONE: it says that the service is alive, nothing more.";
            added.forEach(one -> Suppressions.accept(one, "AwsSolutions-APIG4", reason));
        }
    }

    // One answer for each token and route: a cached yes for one route must not open another.
    private static HttpLambdaAuthorizer authorizer(MeterFunction authorize) {
        return HttpLambdaAuthorizer.Builder.create("Token", authorize.live())
                .authorizerName("token")
                .responseTypes(List.of(HttpLambdaResponseType.SIMPLE))
                .identitySource(List.of("$request.header.Authorization", "$context.routeKey"))
                .resultsCacheTtl(Duration.seconds(60))
                .build();
    }

    private void stage(DeploymentSettings settings) {
        LogGroup log = LogGroup.Builder.create(this, "AccessLog")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        HttpStage stage = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(settings.requestsPerSecond())
                        .burstLimit(2 * settings.requestsPerSecond())
                        .build())
                .build();
        CfnStage underneath = (CfnStage) Objects.requireNonNull(stage.getNode().getDefaultChild());
        underneath.setAccessLogSettings(AccessLogSettingsProperty.builder()
                .destinationArn(log.getLogGroupArn())
                .format(LOGGED)
                .build());
    }
}
