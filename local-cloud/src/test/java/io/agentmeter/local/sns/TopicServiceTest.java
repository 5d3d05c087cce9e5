package io.agentmeter.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;

class TopicServiceTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Inbox inbox;
    private TopicService service;
    private SnsClient client;
    private String topic;

    @BeforeEach
    void start() throws Exception {
        inbox = Inbox.open(folder.resolve("inbox.jsonl"), CLOCK);
        service = TopicService.start(folder.resolve("sns"), inbox);
        client = client(service);
        topic = client.createTopic(request -> request.name("alerts")).topicArn();
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    private static SnsClient client(TopicService service) {
        return SnsClient.builder()
                .endpointOverride(service.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private List<String> texts() {
        return inbox.messages().stream()
                .map(message -> message.get("text").asText())
                .toList();
    }

    @Test
    void deliversAnEmailOnlyAfterTheSubscriptionWasConfirmed() {
        client.subscribe(request -> request.topicArn(topic).protocol("email").endpoint("ann@example.com"));
        client.publish(request -> request.topicArn(topic).message("too early"));
        Matcher token = Pattern.compile("token: (\\S+)").matcher(texts().getFirst());
        assertThat(token.find()).isTrue();

        client.confirmSubscription(request -> request.topicArn(topic).token(token.group(1)));
        client.publish(request -> request.topicArn(topic).subject("Spend").message("1.07 \u20ac & <more>\nline two"));

        assertThat(inbox.messages()).hasSize(2);
        JsonNode mail = inbox.messages().getLast();
        assertThat(mail.get("channel").asText()).isEqualTo("email");
        assertThat(mail.get("to").asText()).isEqualTo("ann@example.com");
        assertThat(mail.get("subject").asText()).isEqualTo("Spend");
        assertThat(mail.get("text").asText().replace("\r\n", "\n")).isEqualTo("1.07 \u20ac & <more>\nline two");
    }

    @Test
    void deliversOnlyWhatAFilterPolicyLetsPass() {
        client.subscribe(request -> request.topicArn(topic)
                .protocol("sms")
                .endpoint("+491234")
                .attributes(Map.of("FilterPolicy", "{\"scope\":[\"project\"],\"spent\":[{\"numeric\":[\">=\",1]}]}")));
        publishWith("user", "5", "wrong scope");
        publishWith("project", "0.5", "too little");
        publishWith("project", "1.00", "wanted");

        assertThat(texts()).containsExactly("wanted");
    }

    private void publishWith(String scope, String spent, String message) {
        client.publish(request -> request.topicArn(topic)
                .message(message)
                .messageAttributes(Map.of(
                        "scope",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue(scope)
                                        .build(),
                        "spent",
                                MessageAttributeValue.builder()
                                        .dataType("Number")
                                        .stringValue(spent)
                                        .build())));
    }

    @Test
    void sendsEachChannelItsOwnText() throws Exception {
        service.topic("alerts", "local@agentmeter.test", "");
        client.subscribe(request -> request.topicArn(topic).protocol("sms").endpoint("+491234"));
        client.publish(request -> request.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"long text\",\"sms\":\"short\"}"));
        assertThat(texts()).containsExactlyInAnyOrder("long text", "short");
    }

    @Test
    void aPhoneGetsEverythingButDigests() throws Exception {
        service.topic("alerts", "local@agentmeter.test", "+491234");
        for (String kind : List.of("digest", "anomaly")) {
            client.publish(request -> request.topicArn(topic)
                    .messageStructure("json")
                    .message("{\"default\":\"long " + kind + "\",\"sms\":\"short " + kind + "\"}")
                    .messageAttributes(Map.of(
                            "kind",
                            MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue(kind)
                                    .build())));
        }
        assertThat(texts()).containsExactlyInAnyOrder("long digest", "long anomaly", "short anomaly");
    }

    @Test
    void answersABatchMessageByMessage() {
        client.subscribe(request -> request.topicArn(topic).protocol("sms").endpoint("+491234"));
        PublishBatchResponse answer = client.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder()
                                .id("good")
                                .message("hello")
                                .build(),
                        PublishBatchRequestEntry.builder()
                                .id("bad")
                                .message("hello")
                                .subject("line\nbreak")
                                .build()));
        assertThat(answer.successful())
                .singleElement()
                .satisfies(entry -> assertThat(entry.id()).isEqualTo("good"));
        assertThat(answer.failed()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("bad");
            assertThat(entry.senderFault()).isTrue();
        });
        assertThat(texts()).containsExactly("hello");
    }

    @Test
    void refusesWhatSnsRefuses() {
        assertThatThrownBy(() -> client.publish(request ->
                        request.topicArn(topic).subject("x".repeat(100)).message("m")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() ->
                        client.publish(request -> request.topicArn(topic).message("x".repeat(256 * 1024 + 1))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() ->
                        client.publish(request -> request.topicArn(topic + "x").message("m")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.subscribe(
                        request -> request.topicArn(topic).protocol("https").endpoint("https://example.com")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> client.subscribe(request -> request.topicArn(topic)
                        .protocol("sms")
                        .endpoint("+1")
                        .attributes(Map.of("FilterPolicy", "{\"scope\":\"not a list\"}"))))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(inbox.messages()).isEmpty();
    }

    @Test
    void keepsSubscriptionsAndTheInboxOverARestart() throws Exception {
        SubscribeResponse subscribed = client.subscribe(
                request -> request.topicArn(topic).protocol("sms").endpoint("+491234"));
        client.publish(request -> request.topicArn(topic).message("before"));
        service.close();
        Files.writeString(folder.resolve("inbox.jsonl"), Files.readString(folder.resolve("inbox.jsonl")) + "{\"cut o");

        Inbox reopened = Inbox.open(folder.resolve("inbox.jsonl"), CLOCK);
        try (TopicService again = TopicService.start(folder.resolve("sns"), reopened);
                SnsClient other = client(again)) {
            assertThat(other.listSubscriptionsByTopic(request -> request.topicArn(topic))
                            .subscriptions())
                    .extracting(Subscription::subscriptionArn)
                    .containsExactly(subscribed.subscriptionArn());
            assertThat(reopened.messages()).hasSize(1);
        }
    }
}
