package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/// Writes stream records as Lambda sends them. DynamoDB Local says `ddblocal` where AWS says region and account; a
/// function never
/// sees that.
public final class StreamRecordJson {
    private static final String REGION = "us-east-1";

    private StreamRecordJson() {}

    public static ObjectNode write(Record record, String streamArn) {
        ObjectNode json = Json.object();
        json.put("eventID", record.eventID());
        json.put("eventName", record.eventNameAsString());
        json.put("eventVersion", record.eventVersion());
        json.put("eventSource", "aws:dynamodb");
        json.put("awsRegion", REGION);
        json.set("dynamodb", change(record.dynamodb()));
        if (record.userIdentity() != null) {
            ObjectNode identity = json.putObject("userIdentity");
            identity.put("principalId", record.userIdentity().principalId());
            identity.put("type", record.userIdentity().type());
        }
        json.put("eventSourceARN", asInAws(streamArn));
        return json;
    }

    /// `arn:aws:dynamodb:ddblocal:000000000000:table/...` with a real region's name.
    static String asInAws(String arn) {
        return arn.replaceFirst(":dynamodb:ddblocal:", ":dynamodb:" + REGION + ":");
    }

    private static ObjectNode change(StreamRecord change) {
        ObjectNode json = Json.object();
        if (change.approximateCreationDateTime() != null) {
            json.put(
                    "ApproximateCreationDateTime",
                    change.approximateCreationDateTime().getEpochSecond());
        }
        json.set("Keys", item(change.keys()));
        if (change.hasNewImage()) {
            json.set("NewImage", item(change.newImage()));
        }
        if (change.hasOldImage()) {
            json.set("OldImage", item(change.oldImage()));
        }
        json.put("SequenceNumber", change.sequenceNumber());
        json.put("SizeBytes", change.sizeBytes());
        json.put("StreamViewType", change.streamViewTypeAsString());
        return json;
    }

    private static ObjectNode item(Map<String, AttributeValue> attributes) {
        ObjectNode json = Json.object();
        attributes.forEach((name, value) -> json.set(name, attribute(value)));
        return json;
    }

    private static ObjectNode attribute(AttributeValue value) {
        ObjectNode json = Json.object();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", base64(value.b()));
            case SS -> texts(json.putArray("SS"), value.ss());
            case NS -> texts(json.putArray("NS"), value.ns());
            case BS ->
                texts(
                        json.putArray("BS"),
                        value.bs().stream().map(StreamRecordJson::base64).toList());
            case M -> json.set("M", item(value.m()));
            case L -> {
                ArrayNode list = json.putArray("L");
                value.l().forEach(element -> list.add(attribute(element)));
            }
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an attribute of an unknown type");
        }
        return json;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
