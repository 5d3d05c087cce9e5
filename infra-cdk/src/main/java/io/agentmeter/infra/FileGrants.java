package io.agentmeter.infra;

import java.util.List;
import software.amazon.awscdk.services.s3.Bucket;

/// Access to one folder of a bucket.
final class FileGrants {
    private FileGrants() {}

    /// Reads files that may not be there. Without the right to list, S3 answers 403 for those, which looks like a
    /// fault.
    static void find(MeterFunction function, Bucket bucket, String folder) {
        grant(function, bucket, folder, List.of("s3:GetObject"));
        function.allow(List.of("s3:ListBucket"), bucket.getBucketArn());
    }

    static void findAndWrite(MeterFunction function, Bucket bucket, String folder) {
        grant(function, bucket, folder, List.of("s3:GetObject", "s3:PutObject"));
        function.allow(List.of("s3:ListBucket"), bucket.getBucketArn());
    }

    /// Writes files and signs links to them, which are good for what the function itself may read.
    static void writeAndShare(MeterFunction function, Bucket bucket, String folder) {
        grant(function, bucket, folder, List.of("s3:GetObject", "s3:PutObject"));
    }

    private static void grant(MeterFunction function, Bucket bucket, String folder, List<String> actions) {
        function.allow(actions, bucket.arnForObjects(folder));
        Suppressions.accept(
                function.role(),
                "AwsSolutions-IAM5",
                "^Resource::<[A-Za-z0-9]+\\.Arn>\\/%s\\/\\*$".formatted(folder.replace("/*", "")),
                "The names of files are made at run time; the grant covers the one folder this function works in.");
    }
}
