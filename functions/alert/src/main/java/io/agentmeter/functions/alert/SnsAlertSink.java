package io.agentmeter.functions.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.alert.AlertMessage;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.alerts.AlertSink;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/// Publishes to an SNS topic: a text for e-mail, a short one for SMS, attributes for filter policies.
final class SnsAlertSink implements AlertSink {
    private final SnsClient client;
    private final String topicArn;

    SnsAlertSink(SnsClient client, String topicArn) {
        this.client = client;
        this.topicArn = topicArn;
    }

    @Override
    public void publish(AlertMessage message) {
        ObjectNode perProtocol = JsonNodeFactory.instance.objectNode();
        perProtocol.put("default", message.text());
        perProtocol.put("email", message.text());
        perProtocol.put("sms", message.shortText());
        Map<String, MessageAttributeValue> attributes = new TreeMap<>();
        message.attributes().forEach((name, value) -> attributes.put(name, text(value)));
        attributes.put("alertId", text(message.id()));
        try {
            client.publish(PublishRequest.builder()
                    .topicArn(topicArn)
                    .subject(message.subject())
                    .messageStructure("json")
                    .message(perProtocol.toString())
                    .messageAttributes(attributes)
                    .build());
        } catch (SdkException e) {
            throw new StoreUnavailable("the alert topic did not take a message", e);
        }
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
