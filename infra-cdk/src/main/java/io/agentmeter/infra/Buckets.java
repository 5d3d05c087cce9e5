package io.agentmeter.infra;

import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// The bucket of reports (day cubes and exports) and the bucket that keeps the others' access logs.
final class Buckets extends Construct {
    static final String CUBES = "cubes/*";
    static final String EXPORTS = "exports/*";

    private static final Duration MONTH = Duration.days(30);

    private final Bucket accessLogs;
    private final Bucket reports;

    Buckets(Construct scope) {
        super(scope, "Buckets");
        this.accessLogs = closed(this, "AccessLogs")
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(MONTH)
                        .noncurrentVersionExpiration(Duration.days(1))
                        .build()))
                .build();
        Suppressions.accept(
                accessLogs,
                "AwsSolutions-S1",
                "It is the bucket of access logs; logging it into itself would never end.");
        this.reports = logged(this, "Reports")
                .lifecycleRules(List.of(
                        LifecycleRule.builder()
                                .prefix(EXPORTS.replace("*", ""))
                                .expiration(MONTH)
                                .build(),
                        LifecycleRule.builder()
                                .noncurrentVersionExpiration(MONTH)
                                .abortIncompleteMultipartUploadAfter(Duration.days(7))
                                .build()))
                .build();
    }

    Bucket reports() {
        return reports;
    }

    /// A bucket whose access is logged.
    Bucket.Builder logged(Construct scope, String id) {
        return closed(scope, id)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix(id.toLowerCase(Locale.ROOT) + "/");
    }

    private static Bucket.Builder closed(Construct scope, String id) {
        return Bucket.Builder.create(scope, id)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .removalPolicy(RemovalPolicy.RETAIN);
    }
}
