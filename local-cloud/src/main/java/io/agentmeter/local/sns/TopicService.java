package io.agentmeter.local.sns;

import io.agentmeter.local.http.HttpAnswer;
import io.agentmeter.local.http.HttpCall;
import io.agentmeter.local.http.LocalServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The part of SNS that the project uses, over the protocol that the real client speaks. E-mail goes to a mail server
/// of its own,
/// SMS straight to the inbox.
public final class TopicService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicService.class);
    private static final String NO_DIGEST = "{\"kind\":[{\"anything-but\":[\"digest\"]}]}";
    private static final int BODY_LIMIT = 2 * 1024 * 1024;

    private final Topics topics;
    private final Inbox inbox;
    private final MailRoom mailRoom;
    private final LocalServer server;

    private TopicService(Topics topics, Inbox inbox) throws IOException {
        this.topics = topics;
        this.inbox = inbox;
        this.mailRoom = MailRoom.start(inbox);
        this.server = LocalServer.start(
                "sns",
                0,
                new LocalServer.Limits(
                        BODY_LIMIT, QueryAnswer.fault(TopicFault.invalid("request too long")), Duration.ofMinutes(5)),
                this::answer);
    }

    /// @param folder where topics and subscriptions are kept
    public static TopicService start(Path folder, Inbox inbox) throws IOException {
        Files.createDirectories(folder);
        return new TopicService(Topics.open(folder.resolve("topics.json")), inbox);
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /// The ARN of a topic with one confirmed e-mail subscriber and, if there is a number, one who gets SMS of all
    /// but digests; all created if absent.
    public String topic(String name, String emailAddress, String phone) throws IOException {
        try {
            String arn = topics.create(name);
            if (topics.find(arn, "email", emailAddress).isEmpty()) {
                topics.put(subscription(arn, "email", emailAddress, Map.of()).confirmed());
            }
            if (!phone.isEmpty() && topics.find(arn, "sms", phone).isEmpty()) {
                topics.put(subscription(arn, "sms", phone, Map.of("FilterPolicy", NO_DIGEST))
                        .confirmed());
            }
            return arn;
        } catch (TopicFault refused) {
            throw new IOException(refused.reason(), refused);
        }
    }

    private HttpAnswer answer(HttpCall call) {
        QueryRequest request = QueryRequest.parse(call.body());
        try {
            return switch (request.action()) {
                case "CreateTopic" ->
                    new QueryAnswer()
                            .field("TopicArn", topics.create(request.required("Name")))
                            .of("CreateTopic");
                case "Subscribe" -> subscribe(request);
                case "ConfirmSubscription" -> confirm(request);
                case "Unsubscribe" -> unsubscribe(request);
                case "ListSubscriptions" -> list("ListSubscriptions", topics.all());
                case "ListSubscriptionsByTopic" ->
                    list("ListSubscriptionsByTopic", topics.of(topics.existing(request.required("TopicArn"))));
                case "Publish" ->
                    new QueryAnswer().field("MessageId", publish(request)).of("Publish");
                case "PublishBatch" -> publishBatch(request);
                default -> throw TopicFault.unknownAction(request.action());
            };
        } catch (TopicFault fault) {
            LOG.info("{} refused: {}", request.action(), fault.reason());
            return QueryAnswer.fault(fault);
        }
    }

    private HttpAnswer subscribe(QueryRequest request) throws TopicFault {
        String topicArn = topics.existing(request.required("TopicArn"));
        String protocol = request.required("Protocol");
        String endpoint = request.required("Endpoint");
        Map<String, String> attributes = new HashMap<>();
        for (QueryRequest entry : request.list("Attributes.entry")) {
            attributes.put(entry.required("key"), entry.text("value").orElse(""));
        }
        Subscription subscription = subscription(topicArn, protocol, endpoint, attributes);
        switch (protocol) {
            case "email" -> {
                topics.put(subscription);
                sendMail(
                        endpoint,
                        "AWS Notification - Subscription Confirmation",
                        "To confirm this subscription, use this token: "
                                + subscription.token().orElse(""));
            }
            case "sms" -> {
                subscription = subscription.confirmed();
                topics.put(subscription);
            }
            default -> throw TopicFault.invalid("the local cloud delivers to email and sms, not to " + protocol);
        }
        boolean tell = subscription.isConfirmed()
                || request.text("ReturnSubscriptionArn").filter("true"::equals).isPresent();
        return new QueryAnswer()
                .field("SubscriptionArn", tell ? subscription.arn() : "pending confirmation")
                .of("Subscribe");
    }

    private static Subscription subscription(
            String topicArn, String protocol, String endpoint, Map<String, String> attributes) throws TopicFault {
        String policy = attributes.getOrDefault("FilterPolicy", "");
        return new Subscription(
                topicArn + ":" + UUID.randomUUID(),
                topicArn,
                protocol,
                endpoint,
                Optional.of(UUID.randomUUID().toString()),
                policy.isEmpty() ? Optional.empty() : Optional.of(Subscription.checkedPolicy(policy)),
                attributes
                        .getOrDefault("FilterPolicyScope", "MessageAttributes")
                        .equals("MessageBody"));
    }

    private HttpAnswer confirm(QueryRequest request) throws TopicFault {
        Optional<String> token = Optional.of(request.required("Token"));
        Subscription confirmed = topics.of(topics.existing(request.required("TopicArn"))).stream()
                .filter(subscription -> subscription.token().equals(token))
                .findFirst()
                .orElseThrow(() -> TopicFault.invalid("Token"))
                .confirmed();
        topics.put(confirmed);
        return new QueryAnswer().field("SubscriptionArn", confirmed.arn()).of("ConfirmSubscription");
    }

    private HttpAnswer unsubscribe(QueryRequest request) throws TopicFault {
        topics.remove(request.required("SubscriptionArn"));
        return new QueryAnswer().of("Unsubscribe");
    }

    private static HttpAnswer list(String action, List<Subscription> subscriptions) {
        QueryAnswer answer = new QueryAnswer().open("Subscriptions");
        for (Subscription subscription : subscriptions) {
            answer.open("member")
                    .field("SubscriptionArn", subscription.isConfirmed() ? subscription.arn() : "PendingConfirmation")
                    .field("Owner", "000000000000")
                    .field("Protocol", subscription.protocol())
                    .field("Endpoint", subscription.endpoint())
                    .field("TopicArn", subscription.topicArn())
                    .close("member");
        }
        return answer.close("Subscriptions").of(action);
    }

    private HttpAnswer publishBatch(QueryRequest request) throws TopicFault {
        String topicArn = topics.existing(request.required("TopicArn"));
        List<QueryRequest> entries = request.list("PublishBatchRequestEntries.member");
        if (entries.isEmpty() || entries.size() > 10) {
            throw TopicFault.invalid("a batch holds 1 to 10 messages");
        }
        QueryAnswer successful = new QueryAnswer().open("Successful");
        QueryAnswer failed = new QueryAnswer().open("Failed");
        for (QueryRequest entry : entries) {
            String id = entry.required("Id");
            try {
                String messageId = deliver(topicArn, Notification.read(entry));
                successful
                        .open("member")
                        .field("Id", id)
                        .field("MessageId", messageId)
                        .close("member");
            } catch (TopicFault fault) {
                failed.open("member")
                        .field("Id", id)
                        .field("Code", fault.code())
                        .field("Message", fault.reason());
                failed.field("SenderFault", Boolean.toString(fault.status() < 500))
                        .close("member");
            }
        }
        return successful.close("Successful").append(failed.close("Failed")).of("PublishBatch");
    }

    private String publish(QueryRequest request) throws TopicFault {
        String topicArn = topics.existing(
                request.text("TopicArn").isPresent() ? request.required("TopicArn") : request.required("TargetArn"));
        return deliver(topicArn, Notification.read(request));
    }

    private String deliver(String topicArn, Notification notification) throws TopicFault {
        for (Subscription subscription : topics.of(topicArn)) {
            if (subscription.isConfirmed() && subscription.wants(notification)) {
                String text = notification.textFor(subscription.protocol());
                if (subscription.protocol().equals("sms")) {
                    sendSms(subscription.endpoint(), text);
                } else {
                    sendMail(subscription.endpoint(), notification.subject().orElse("AWS Notification Message"), text);
                }
            }
        }
        return UUID.randomUUID().toString();
    }

    private void sendMail(String to, String subject, String text) throws TopicFault {
        try {
            mailRoom.send(to, subject, text);
        } catch (MessagingException undelivered) {
            LOG.error("an e-mail could not be delivered", undelivered);
            throw TopicFault.undelivered("the e-mail could not be delivered");
        }
    }

    private void sendSms(String to, String text) throws TopicFault {
        try {
            inbox.add("sms", to, "", text);
        } catch (IOException undelivered) {
            LOG.error("an SMS could not be delivered", undelivered);
            throw TopicFault.undelivered("the SMS could not be delivered");
        }
    }

    @Override
    public void close() {
        server.close();
        mailRoom.close();
    }
}
