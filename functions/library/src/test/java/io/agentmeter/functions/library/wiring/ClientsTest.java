package io.agentmeter.functions.library.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ClientsTest {
    private static final Map<String, String> LOCAL = Map.of(
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "localsecret",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");

    @Test
    void connectsWhereTheGivenEnvironmentSays() {
        Clients clients = new Clients(LOCAL);
        assertThat(clients.endpoint(Clients.Service.DYNAMODB)).contains(URI.create("http://127.0.0.1:1"));
        assertThat(clients.endpoint(Clients.Service.S3)).isEmpty();
        try (DynamoDbClient client = clients.dynamoDb()) {
            assertThat(client.serviceClientConfiguration().endpointOverride())
                    .contains(URI.create("http://127.0.0.1:1"));
            assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("eu-west-1");
        }
        assertThat(clients.credentials().resolveCredentials().accessKeyId()).isEqualTo("local");
    }

    @Test
    void usesASessionTokenWhereThereIsOne() {
        Clients clients = new Clients(Map.of(
                "AWS_REGION",
                "eu-west-1",
                "AWS_ACCESS_KEY_ID",
                "a",
                "AWS_SECRET_ACCESS_KEY",
                "b",
                "AWS_SESSION_TOKEN",
                "c"));
        assertThat(clients.credentials().resolveCredentials()).isInstanceOf(AwsSessionCredentials.class);
    }

    @Test
    void saysWhichVariableIsMissing() {
        assertThatThrownBy(() -> new Clients(Map.of())).hasMessageContaining("AWS_REGION");
    }
}
