package io.agentmeter.infra;

import io.agentmeter.deployment.Routes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/// One address for people and agents: the dashboard's files from a private bucket, everything in the table of routes
/// from the
/// HTTP API. Same origin, so there is no CORS.
///
/// There are no error pages: CloudFront would put them over the API's answers as well.
final class Dashboard extends Construct {
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'; object-src 'none'";

    private static final Duration TWO_YEARS = Duration.days(730);

    private final Bucket site;
    private final Distribution distribution;

    Dashboard(Construct scope, Buckets buckets, HttpFront front) {
        super(scope, "Dashboard");
        this.site = buckets.logged(this, "Site").build();
        ResponseHeadersPolicy headers = securityHeaders();
        BehaviorOptions files = BehaviorOptions.builder()
                .origin(S3BucketOrigin.withOriginAccessControl(site))
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .responseHeadersPolicy(headers)
                .compress(true)
                .build();
        this.distribution = Distribution.Builder.create(this, "Distribution")
                .comment("AgentMeter")
                .defaultRootObject("index.html")
                .defaultBehavior(files)
                .additionalBehaviors(apiBehaviors(new HttpOrigin(front.domain()), headers))
                .priceClass(PriceClass.PRICE_CLASS_100)
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .build();
        acceptFindings();
    }

    String url() {
        return "https://" + distribution.getDistributionDomainName();
    }

    Bucket site() {
        return site;
    }

    Distribution distribution() {
        return distribution;
    }

    /// `/v1/*` for routes below `/v1`, the path itself for a route of one part.
    private static Map<String, BehaviorOptions> apiBehaviors(IOrigin api, ResponseHeadersPolicy headers) {
        BehaviorOptions passedOn = BehaviorOptions.builder()
                .origin(api)
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .allowedMethods(AllowedMethods.ALLOW_ALL)
                .cachePolicy(CachePolicy.CACHING_DISABLED)
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                .responseHeadersPolicy(headers)
                .build();
        Map<String, BehaviorOptions> behaviors = new TreeMap<>();
        for (Routes.Route route : Routes.all()) {
            List<String> parts = List.of(route.path().substring(1).split("/"));
            behaviors.put(parts.size() == 1 ? "/" + parts.getFirst() : "/" + parts.getFirst() + "/*", passedOn);
        }
        return behaviors;
    }

    private ResponseHeadersPolicy securityHeaders() {
        return ResponseHeadersPolicy.Builder.create(this, "SecurityHeaders")
                .securityHeadersBehavior(ResponseSecurityHeadersBehavior.builder()
                        .contentSecurityPolicy(ResponseHeadersContentSecurityPolicy.builder()
                                .contentSecurityPolicy(CONTENT_SECURITY_POLICY)
                                .override(true)
                                .build())
                        .strictTransportSecurity(ResponseHeadersStrictTransportSecurity.builder()
                                .accessControlMaxAge(TWO_YEARS)
                                .includeSubdomains(true)
                                .override(true)
                                .build())
                        .contentTypeOptions(ResponseHeadersContentTypeOptions.builder()
                                .override(true)
                                .build())
                        .frameOptions(ResponseHeadersFrameOptions.builder()
                                .frameOption(HeadersFrameOption.DENY)
                                .override(true)
                                .build())
                        .referrerPolicy(ResponseHeadersReferrerPolicy.builder()
                                .referrerPolicy(HeadersReferrerPolicy.NO_REFERRER)
                                .override(true)
                                .build())
                        .build())
                .build();
    }

    private void acceptFindings() {
        Suppressions.accept(distribution, "AwsSolutions-CFR1", "Agents and people may work in any country.");
        Suppressions.accept(
                distribution,
                "AwsSolutions-CFR2",
                "A web ACL costs money while nothing happens; the API is throttled and ingest's concurrency is capped.");
        Suppressions.accept(
                distribution,
                "AwsSolutions-CFR3",
                "CloudFront's log would keep query strings, which hold names; the API's own access log leaves them out.");
        Suppressions.accept(
                distribution,
                "AwsSolutions-CFR4",
                "Without a domain of its own the distribution has CloudFront's certificate, whose protocols AWS sets.");
    }
}
