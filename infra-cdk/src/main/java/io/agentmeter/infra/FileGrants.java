package io.agentmeter.infra;

import java.util.List;
import software.amazon.awscdk.services.s3.Bucket;

/// Access to one folder of a bucket.
final class FileGrants {
    private FileGrants() {}

    static void read(MeterFunction function, Bucket bucket, String folder) {
        grant(function, bucket, folder, List.of("s3:GetObject"));
    }

    static void readAndWrite(MeterFunction function, Bucket bucket, String folder) {
        grant(function, bucket, folder, List.of("s3:GetObject", "s3:PutObject"));
    }

    private static void grant(MeterFunction function, Bucket bucket, String folder, List<String> actions) {
        function.allow(actions, bucket.arnForObjects(folder));
        // Without it S3 answers 403 for a file that does not exist, which looks like a fault.
        function.allow(List.of("s3:ListBucket"), bucket.getBucketArn());
        Suppressions.accept(
                function.role(),
                "AwsSolutions-IAM5",
                "^Resource::<[A-Za-z0-9]+\\.Arn>\\/%s\\/\\*$".formatted(folder.replace("/*", "")),
                "The names of files are made at run time; the grant covers the one folder this function works in.");
    }
}
