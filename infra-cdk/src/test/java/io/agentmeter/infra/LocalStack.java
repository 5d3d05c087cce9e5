package io.agentmeter.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/// LocalStack's free edition and the few things the suite does with it, through LocalStack's own AWS command line, so
/// that no
/// client of CloudFormation is needed here.
final class LocalStack {
    /// The last image that starts without an account with its maker.
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private static final String HOST = "localhost.localstack.cloud";
    private static final int PORT = 4566;
    private static final String ACCOUNT = "000000000000";
    private static final String REGION = "us-east-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private LocalStack() {}

    static LocalStackContainer container() {
        return new LocalStackContainer(IMAGE)
                .withServices(
                        "cloudformation",
                        "cloudwatch",
                        "dynamodb",
                        "dynamodbstreams",
                        "events",
                        "iam",
                        "kms",
                        "lambda",
                        "logs",
                        "s3",
                        "sns",
                        "sqs",
                        "ssm",
                        "sts")
                .withEnv("LOCALSTACK_HOST", HOST + ":" + PORT)
                .withEnv("DEFAULT_REGION", REGION)
                // The functions are for ARM; their jars run on whatever the machine is.
                .withEnv("LAMBDA_IGNORE_ARCHITECTURE", "1")
                .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "120")
                .withStartupTimeout(Duration.ofMinutes(5));
    }

    /// Uploads what a cloud assembly needs to where its template looks for it, and creates the stack.
    ///
    /// @return the stack's outputs by name
    static Map<String, String> deploy(LocalStackContainer cloud, Path assembly, String stack) throws Exception {
        JsonNode manifest =
                JSON.readTree(assembly.resolve(stack + ".assets.json").toFile());
        String templateUrl = "";
        for (JsonNode file : manifest.path("files")) {
            String path = file.at("/source/path").asText();
            JsonNode destination = file.path("destinations").elements().next();
            String bucket = resolved(destination.path("bucketName").asText());
            String key = destination.path("objectKey").asText();
            String inside = "/tmp/assets/" + path;
            cloud.copyFileToContainer(MountableFile.forHostPath(assembly.resolve(path)), inside);
            cloud.execInContainer("awslocal", "s3api", "create-bucket", "--bucket", bucket);
            aws(cloud, "s3", "cp", inside, "s3://%s/%s".formatted(bucket, key));
            if (path.endsWith(".template.json")) {
                templateUrl = "http://localhost:%d/%s/%s".formatted(PORT, bucket, key);
            }
        }
        aws(
                cloud,
                "cloudformation",
                "create-stack",
                "--stack-name",
                stack,
                "--template-url",
                templateUrl,
                "--capabilities",
                "CAPABILITY_IAM");
        return outputs(cloud, stack);
    }

    /// An address that LocalStack names, as it is reached from this machine.
    static String reachable(LocalStackContainer cloud, String address) {
        return address.replace(":" + PORT, ":" + cloud.getMappedPort(PORT));
    }

    private static Map<String, String> outputs(LocalStackContainer cloud, String stack) throws Exception {
        ExecResult wait = cloud.execInContainer(
                "awslocal", "cloudformation", "wait", "stack-create-complete", "--stack-name", stack);
        if (wait.getExitCode() != 0) {
            String events = aws(cloud, "cloudformation", "describe-stack-events", "--stack-name", stack);
            throw new AssertionError("the stack was not created:\n" + events);
        }
        JsonNode described = JSON.readTree(aws(cloud, "cloudformation", "describe-stacks", "--stack-name", stack));
        Map<String, String> outputs = new TreeMap<>();
        for (JsonNode output : described.at("/Stacks/0/Outputs")) {
            outputs.put(
                    output.path("OutputKey").asText(),
                    output.path("OutputValue").asText());
        }
        return outputs;
    }

    private static String resolved(String bucket) {
        return bucket.replace("${AWS::AccountId}", ACCOUNT).replace("${AWS::Region}", REGION);
    }

    private static String aws(LocalStackContainer cloud, String... arguments) throws Exception {
        String[] command =
                Stream.concat(Stream.of("awslocal"), Arrays.stream(arguments)).toArray(String[]::new);
        ExecResult result = cloud.execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new AssertionError("%s: %s".formatted(String.join(" ", command), result.getStderr()));
        }
        return result.getStdout();
    }
}
