package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What stands between the network and the functions.
class FrontTemplateTest {
    private final SynthesizedStack stack = SynthesizedStack.httpApi();
    private final SynthesizedStack urls = SynthesizedStack.functionUrls();

    @Test
    void everyRouteOfTheTableLeadsToItsFunctionAndThereIsNoOther() {
        Map<String, String> expected = Routes.all().stream()
                .collect(Collectors.toMap(Routes.Route::key, route -> stack.aliasOf(route.function())));
        Map<String, String> seen = new TreeMap<>();
        for (JsonNode route : stack.properties("AWS::ApiGatewayV2::Route")) {
            String integration = route.at("/Target/Fn::Join/1/1/Ref").asText();
            JsonNode target =
                    stack.template().path("Resources").path(integration).path("Properties");
            assertThat(target.path("PayloadFormatVersion").asText()).isEqualTo("2.0");
            seen.put(
                    route.path("RouteKey").asText(),
                    target.at("/IntegrationUri/Ref").asText());
        }
        assertThat(seen).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void onlyRoutesOfScopeNoneGoWithoutTheAuthorizer() {
        Set<String> open = Routes.all().stream()
                .filter(route -> route.scope() == Routes.Scope.NONE)
                .map(Routes.Route::key)
                .collect(Collectors.toSet());
        for (JsonNode route : stack.properties("AWS::ApiGatewayV2::Route")) {
            boolean free = open.contains(route.path("RouteKey").asText());
            assertThat(route.path("AuthorizationType").asText()).isEqualTo(free ? "NONE" : "CUSTOM");
            assertThat(route.has("AuthorizerId")).isEqualTo(!free);
        }
    }

    @Test
    void oneAnswerOfTheAuthorizerIsGoodForOneTokenOnOneRouteForAMinute() {
        JsonNode authorizer = stack.properties("AWS::ApiGatewayV2::Authorizer").getFirst();
        assertThat(authorizer.path("AuthorizerPayloadFormatVersion").asText()).isEqualTo("2.0");
        assertThat(authorizer.path("EnableSimpleResponses").asBoolean()).isTrue();
        assertThat(authorizer.path("AuthorizerResultTtlInSeconds").asInt()).isEqualTo(60);
        assertThat(authorizer.path("IdentitySource"))
                .extracting(JsonNode::asText)
                .containsExactly("$request.header.Authorization", "$context.routeKey");
        assertThat(authorizer.path("AuthorizerUri").toString()).contains(stack.aliasOf(Functions.AUTHORIZE));
    }

    @Test
    void theStageIsThrottledAndItsLogKeepsNeitherQueryStringsNorHeaders() {
        JsonNode stage = stack.properties("AWS::ApiGatewayV2::Stage").getFirst();
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt())
                .isEqualTo(200);
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt())
                .isEqualTo(400);
        assertThat(stage.at("/AccessLogSettings/Format").asText())
                .contains("$context.routeKey", "$context.status")
                .doesNotContainIgnoringCase("query")
                .doesNotContain("$context.path", "header", "sourceIp");
    }

    @Test
    void noOtherOriginMayCallTheApi() {
        assertThat(stack.properties("AWS::ApiGatewayV2::Api").getFirst().has("CorsConfiguration"))
                .isFalse();
    }

    @Test
    void cloudFrontPassesEveryRouteOnWithoutCachingIt() {
        JsonNode config =
                stack.properties("AWS::CloudFront::Distribution").getFirst().path("DistributionConfig");
        for (Routes.Route route : Routes.all()) {
            JsonNode behavior = config.path("CacheBehaviors")
                    .valueStream()
                    .filter(one -> matches(one.path("PathPattern").asText(), route.path()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(route.path() + " would be looked for in the bucket"));
            assertThat(behavior.path("CachePolicyId").asText())
                    .as("CachingDisabled")
                    .isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
            assertThat(behavior.path("OriginRequestPolicyId").asText())
                    .as("AllViewerExceptHostHeader")
                    .isEqualTo("b689b0a8-53d0-40ab-baf2-68738e2966ac");
            assertThat(behavior.path("AllowedMethods"))
                    .extracting(JsonNode::asText)
                    .contains(route.method());
        }
    }

    @Test
    void everyAnswerOfCloudFrontCarriesTheSecurityHeaders() {
        JsonNode config =
                stack.properties("AWS::CloudFront::Distribution").getFirst().path("DistributionConfig");
        String policy = stack.resources("AWS::CloudFront::ResponseHeadersPolicy")
                .keySet()
                .iterator()
                .next();
        assertThat(config.findValues("ResponseHeadersPolicyId"))
                .hasSize(config.path("CacheBehaviors").size() + 1)
                .allSatisfy(used -> assertThat(used.path("Ref").asText()).isEqualTo(policy));
        JsonNode headers = stack.properties("AWS::CloudFront::ResponseHeadersPolicy")
                .getFirst()
                .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
        assertThat(headers.at("/ContentSecurityPolicy/ContentSecurityPolicy")
                        .asText()
                        .split("; "))
                .containsExactlyInAnyOrder(
                        "default-src 'self'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'",
                        "form-action 'none'",
                        "object-src 'none'");
        assertThat(headers.at("/StrictTransportSecurity/AccessControlMaxAgeSec").asInt())
                .isGreaterThanOrEqualTo(31_536_000);
        assertThat(headers.at("/ContentTypeOptions/Override").asBoolean()).isTrue();
        assertThat(headers.at("/ReferrerPolicy/ReferrerPolicy").asText()).isEqualTo("no-referrer");
        assertThat(headers.at("/FrameOptions/FrameOption").asText()).isEqualTo("DENY");
    }

    @Test
    void theVariantWithFunctionUrlsHasNeitherHttpApiNorCloudFront() {
        assertThat(urls.template()
                        .path("Resources")
                        .valueStream()
                        .map(one -> one.path("Type").asText()))
                .noneMatch(type -> type.startsWith("AWS::ApiGatewayV2::") || type.startsWith("AWS::CloudFront::"));
        assertThat(urls.template().path("Parameters").has("BootstrapVersion")).isFalse();
    }

    @Test
    void theVariantWithFunctionUrlsGivesOneToEachFunctionOfTheRoutesWhichThenChecksTokensItself() {
        Set<Functions> routed =
                Routes.all().stream().map(Routes.Route::function).collect(Collectors.toSet());
        assertThat(urls.properties("AWS::Lambda::Url")).hasSameSizeAs(routed).allSatisfy(url -> {
            assertThat(url.path("AuthType").asText()).isEqualTo("NONE");
            assertThat(url.path("Qualifier").asText()).isEqualTo("live");
        });
        for (Functions function : routed) {
            JsonNode variables = urls.function(function).at("/Environment/Variables");
            assertThat(variables.path("AGENTMETER_AUTHORIZE_IN_FUNCTION").asText())
                    .isEqualTo("true");
            assertThat(urls.template().path("Outputs").has(AgentMeterStack.functionUrlOutput(function)))
                    .isTrue();
            assertThat(stack.function(function).at("/Environment/Variables").has("AGENTMETER_AUTHORIZE_IN_FUNCTION"))
                    .isFalse();
        }
    }

    private static boolean matches(String pattern, String path) {
        return pattern.endsWith("/*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(path);
    }
}
