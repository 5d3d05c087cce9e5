package io.agentmeter.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.event.ruler.Ruler;

/// Somebody who wants a topic's messages.
///
/// @param token what confirms it; absent once it is confirmed
/// @param filterPolicy which messages it wants, in SNS's language; absent for all
record Subscription(
        String arn,
        String topicArn,
        String protocol,
        String endpoint,
        Optional<String> token,
        Optional<String> filterPolicy,
        boolean filtersBody) {

    boolean isConfirmed() {
        return token.isEmpty();
    }

    Subscription confirmed() {
        return new Subscription(arn, topicArn, protocol, endpoint, Optional.empty(), filterPolicy, filtersBody);
    }

    /// Whether the policy lets a message pass; AWS's own matcher decides.
    boolean wants(Notification notification) {
        if (filterPolicy.isEmpty()) {
            return true;
        }
        String event = filtersBody ? notification.message() : notification.attributesAsEvent();
        try {
            return Ruler.matchesRule(event, filterPolicy.get());
        } catch (Exception unmatchable) {
            // A body that is no JSON cannot match a policy about the body.
            return false;
        }
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("arn", arn);
        json.put("topicArn", topicArn);
        json.put("protocol", protocol);
        json.put("endpoint", endpoint);
        token.ifPresent(text -> json.put("token", text));
        filterPolicy.ifPresent(text -> json.put("filterPolicy", text));
        json.put("filtersBody", filtersBody);
        return json;
    }

    static Subscription fromJson(JsonNode json) {
        return new Subscription(
                json.path("arn").asText(),
                json.path("topicArn").asText(),
                json.path("protocol").asText(),
                json.path("endpoint").asText(),
                Optional.ofNullable(json.path("token").textValue()),
                Optional.ofNullable(json.path("filterPolicy").textValue()),
                json.path("filtersBody").asBoolean(false));
    }

    /// @throws TopicFault if it is not a policy that the matcher understands
    static String checkedPolicy(String policy) throws TopicFault {
        try {
            Json.read(policy.getBytes(StandardCharsets.UTF_8));
            Ruler.matchesRule("{}", policy);
            return policy;
        } catch (IOException malformed) {
            throw TopicFault.invalid("FilterPolicy: " + malformed.getMessage());
        } catch (Exception refused) {
            throw TopicFault.invalid("FilterPolicy: " + refused);
        }
    }
}
