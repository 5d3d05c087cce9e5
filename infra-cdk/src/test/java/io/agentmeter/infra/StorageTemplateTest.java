package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is kept, and how it is kept safe.
class StorageTemplateTest {
    private final SynthesizedStack stack = SynthesizedStack.httpApi();

    @Test
    void tablesArePaidByRequestUpToACapRestorableAndHardToDelete() {
        Map<String, JsonNode> tables = stack.resources("AWS::DynamoDB::Table");
        assertThat(tables).hasSize(3);
        assertThat(tables.values()).allSatisfy(table -> {
            assertThat(table.at("/Properties/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
            assertThat(table.at("/Properties/OnDemandThroughput/MaxWriteRequestUnits")
                            .asInt())
                    .isEqualTo(4_000);
            assertThat(table.at("/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean())
                    .isTrue();
            assertThat(table.at("/Properties/DeletionProtectionEnabled").asBoolean())
                    .isTrue();
            assertThat(table.path("DeletionPolicy").asText()).isEqualTo("Retain");
            assertThat(table.at("/Properties/LocalSecondaryIndexes").isMissingNode())
                    .isTrue();
        });
    }

    @Test
    void tablesHaveTheKeysStreamsAndExpiryOfTheDataModel() {
        JsonNode events = table("UsageEvents");
        assertThat(keys(events)).containsExactly("pk");
        assertThat(events.at("/StreamSpecification/StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(events.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("ttl");
        JsonNode rollups = table("Rollups");
        assertThat(keys(rollups)).containsExactly("pk", "sk");
        assertThat(rollups.at("/StreamSpecification/StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(rollups.has("TimeToLiveSpecification")).isFalse();
        JsonNode control = table("Control");
        assertThat(keys(control)).containsExactly("pk", "sk");
        assertThat(control.at("/StreamSpecification/StreamViewType").asText())
                .as("the stream must not tell what is in the table")
                .isEqualTo("KEYS_ONLY");
        assertThat(control.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo("ttl");
    }

    @Test
    void bucketsAreClosedEncryptedAndVersioned() {
        assertThat(stack.properties("AWS::S3::Bucket")).hasSize(3).allSatisfy(bucket -> {
            assertThat(bucket.path("PublicAccessBlockConfiguration")).hasSize(4).allMatch(JsonNode::asBoolean);
            assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
            assertThat(bucket.path("BucketEncryption").isObject()).isTrue();
        });
    }

    @Test
    void bucketsTopicsAndTheQueueAnswerOverTlsOnly() {
        assertThat(stack.properties("AWS::S3::BucketPolicy")).hasSize(3).allMatch(StorageTemplateTest::deniesPlainHttp);
        assertThat(stack.properties("AWS::SNS::TopicPolicy")).hasSize(2).allMatch(StorageTemplateTest::deniesPlainHttp);
        assertThat(stack.properties("AWS::SQS::QueuePolicy")).hasSize(1).allMatch(StorageTemplateTest::deniesPlainHttp);
    }

    @Test
    void exportsExpireAfterThirtyDaysAndCubesDoNot() {
        JsonNode reports = stack.resources("AWS::S3::Bucket").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("BucketsReports"))
                .map(entry -> entry.getValue().at("/Properties/LifecycleConfiguration/Rules"))
                .findFirst()
                .orElseThrow();
        List<JsonNode> expiring = reports.valueStream()
                .filter(rule -> rule.has("ExpirationInDays"))
                .toList();
        assertThat(expiring).singleElement().satisfies(rule -> {
            assertThat(rule.path("Prefix").asText()).isEqualTo("exports/");
            assertThat(rule.path("ExpirationInDays").asInt()).isEqualTo(30);
        });
    }

    @Test
    void alertsAreEncryptedAndReachEveryAddressGiven() {
        assertThat(stack.properties("AWS::SNS::Topic"))
                .filteredOn(topic -> topic.has("KmsMasterKeyId"))
                .hasSize(1);
        assertThat(stack.properties("AWS::SNS::Subscription"))
                .extracting(one -> one.path("Protocol").asText() + " "
                        + one.path("Endpoint").asText())
                .contains("email ann@example.com", "email bob@example.com", "sms +41791234567");
    }

    private static boolean deniesPlainHttp(JsonNode policy) {
        return policy.at("/PolicyDocument/Statement")
                .valueStream()
                .anyMatch(statement -> statement.path("Effect").asText().equals("Deny")
                        && statement
                                .at("/Condition/Bool/aws:SecureTransport")
                                .asText()
                                .equals("false"));
    }

    private JsonNode table(String name) {
        return stack.resources("AWS::DynamoDB::Table").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("Tables" + name))
                .map(entry -> entry.getValue().path("Properties"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> keys(JsonNode table) {
        return table.path("KeySchema")
                .valueStream()
                .map(key -> key.path("AttributeName").asText())
                .toList();
    }
}
