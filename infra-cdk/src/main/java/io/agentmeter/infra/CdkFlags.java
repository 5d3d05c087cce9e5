package io.agentmeter.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;

/// Choices of the CDK library that change templates; here rather than in `cdk.json`, so that tests see what is
/// deployed.
final class CdkFlags {
    private static final Map<String, Object> CHOSEN = Map.of(
            "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true,
            "@aws-cdk/aws-iam:minimizePolicies", true,
            "@aws-cdk/core:enablePartitionLiterals", true,
            "@aws-cdk/core:target-partitions", List.of("aws"));

    private CdkFlags() {}

    static App.Builder app() {
        return App.Builder.create().context(CHOSEN).analyticsReporting(false);
    }
}
