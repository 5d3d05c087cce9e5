package io.agentmeter.functions.library.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Builds the AWS clients of one function, all on one HTTP client. Where they connect to is read from the standard AWS
/// variables of the given environment rather than of the process, because the local cloud runs many functions in one.
///
/// A call gives up after five seconds and an attempt after two, so a function answers within its own time limit.
public final class Clients {
    /// An AWS service by the last part of its endpoint variable, `AWS_ENDPOINT_URL_<name>`.
    public enum Service {
        DYNAMODB,
        S3,
        SNS
    }

    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration LARGE_CALL = Duration.ofSeconds(25);
    private static final Duration LARGE_ATTEMPT = Duration.ofSeconds(12);

    static {
        // Days are read several at once; the JDK keeps five idle connections unless told otherwise.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", "32");
        }
    }

    private final Map<String, String> environment;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;

    public Clients(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.region = region(environment);
        this.credentials = credentials(environment);
        this.http = http(ATTEMPT);
    }

    public DynamoDbClient dynamoDb() {
        return configure(DynamoDbClient.builder(), Service.DYNAMODB).build();
    }

    /// For functions that read a table as a whole and have minutes for it.
    public DynamoDbClient patientDynamoDb() {
        return configureLarge(DynamoDbClient.builder(), Service.DYNAMODB).build();
    }

    /// The builder with everything that all clients have in common.
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder, Service service) {
        return configure(builder, service, http, CALL, ATTEMPT);
    }

    /// The same for calls that carry whole files and may take longer.
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configureLarge(
            B builder, Service service) {
        return configure(builder, service, http(LARGE_ATTEMPT), LARGE_CALL, LARGE_ATTEMPT);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
            B builder, Service service, SdkHttpClient client, Duration call, Duration attempt) {
        endpoint(service).ifPresent(builder::endpointOverride);
        return builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(client)
                .defaultsMode(DefaultsMode.IN_REGION)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(call)
                        .apiCallAttemptTimeout(attempt)
                        .build());
    }

    private static SdkHttpClient http(Duration silence) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(1))
                .socketTimeout(silence)
                .build();
    }

    /// Where a service is, if not at its usual place.
    public Optional<URI> endpoint(Service service) {
        return value("AWS_ENDPOINT_URL_" + service.name())
                .or(() -> value("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }

    public Region region() {
        return region;
    }

    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static Region region(Map<String, String> environment) {
        String name = environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", ""));
        if (name.isBlank()) {
            throw new IllegalStateException(
                    "AWS_REGION is not set. Lambda sets it; elsewhere set it to a region's name.");
        }
        return Region.of(name);
    }

    // Lambda's credentials never change during a process, except with SnapStart: its snapshots outlive them, so there
    // they come from an endpoint.
    private static AwsCredentialsProvider credentials(Map<String, String> environment) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        String session = environment.get("AWS_SESSION_TOKEN");
        if (id == null || secret == null || environment.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
            return AwsCredentialsProviderChain.of(
                    EnvironmentVariableCredentialsProvider.create(),
                    ContainerCredentialsProvider.builder().build());
        }
        return StaticCredentialsProvider.create(
                session == null || session.isEmpty()
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, session));
    }
}
