package io.agentmeter.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// Records must arrive in a handler as Lambda's own mapping delivers them.
class StreamRecordJsonTest {
    private static final String ARN =
            "arn:aws:dynamodb:ddblocal:000000000000:table/UsageEvents/stream/2026-11-22T00:00:00.000";

    private static DynamodbEvent.DynamodbStreamRecord arrived(Record record) {
        ObjectNode event = Json.object();
        event.putArray("Records").add(StreamRecordJson.write(record, ARN));
        DynamodbEvent read = LambdaEventSerializers.serializerFor(
                        DynamodbEvent.class, StreamRecordJsonTest.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(Json.bytes(event)));
        return read.getRecords().getFirst();
    }

    private static Record.Builder record(OperationType type, StreamRecord change) {
        return Record.builder()
                .eventID("e1")
                .eventName(type)
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion("ddblocal")
                .dynamodb(change);
    }

    @Test
    void carriesEveryKindOfAttribute() {
        Map<String, AttributeValue> item = Map.of(
                "s", AttributeValue.fromS("text \u00fc"),
                "n", AttributeValue.fromN("12345678901234567890.123456789"),
                "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})),
                "ss", AttributeValue.fromSs(List.of("a", "b")),
                "ns", AttributeValue.fromNs(List.of("1", "2.5")),
                "bs", AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] {7}))),
                "m",
                        AttributeValue.fromM(
                                Map.of("inner", AttributeValue.fromL(List.of(AttributeValue.fromBool(true))))),
                "nul", AttributeValue.fromNul(true));
        StreamRecord change = StreamRecord.builder()
                .approximateCreationDateTime(Instant.parse("2026-11-22T09:15:00Z"))
                .keys(Map.of("pk", AttributeValue.fromS("k")))
                .newImage(item)
                .sequenceNumber("000000000000000000042")
                .sizeBytes(99L)
                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                .build();
        DynamodbEvent.DynamodbStreamRecord arrived =
                arrived(record(OperationType.INSERT, change).build());

        assertThat(arrived.getEventName()).isEqualTo("INSERT");
        assertThat(arrived.getAwsRegion()).isEqualTo("us-east-1");
        assertThat(arrived.getEventSourceARN())
                .startsWith("arn:aws:dynamodb:us-east-1:")
                .doesNotContain("ddblocal");
        assertThat(arrived.getDynamodb().getSequenceNumber()).isEqualTo("000000000000000000042");
        assertThat(arrived.getDynamodb().getSizeBytes()).isEqualTo(99);
        assertThat(arrived.getDynamodb().getApproximateCreationDateTime()).isEqualTo("2026-11-22T09:15:00Z");
        assertThat(arrived.getDynamodb().getKeys().get("pk").getS()).isEqualTo("k");
        assertThat(arrived.getDynamodb().getOldImage()).isNull();
        Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image =
                arrived.getDynamodb().getNewImage();
        assertThat(image.get("s").getS()).isEqualTo("text \u00fc");
        assertThat(image.get("n").getN()).isEqualTo("12345678901234567890.123456789");
        assertThat(image.get("b").getB()).isEqualTo(ByteBuffer.wrap(new byte[] {0, -1}));
        assertThat(image.get("ss").getSS()).containsExactly("a", "b");
        assertThat(image.get("ns").getNS()).containsExactly("1", "2.5");
        assertThat(image.get("bs").getBS()).containsExactly(ByteBuffer.wrap(new byte[] {7}));
        assertThat(image.get("m").getM().get("inner").getL().getFirst().getBOOL())
                .isTrue();
        assertThat(image.get("nul").getNULL()).isTrue();
    }

    @Test
    void carriesBothImagesOfAChange() {
        StreamRecord change = StreamRecord.builder()
                .keys(Map.of("pk", AttributeValue.fromS("k")))
                .oldImage(Map.of("v", AttributeValue.fromN("1")))
                .newImage(Map.of("v", AttributeValue.fromN("2")))
                .sequenceNumber("1")
                .sizeBytes(1L)
                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                .build();
        DynamodbEvent.DynamodbStreamRecord arrived =
                arrived(record(OperationType.MODIFY, change).build());
        assertThat(arrived.getDynamodb().getOldImage().get("v").getN()).isEqualTo("1");
        assertThat(arrived.getDynamodb().getNewImage().get("v").getN()).isEqualTo("2");
    }

    @Test
    void tellsARemovalByTimeToLiveFromAnyOther() {
        StreamRecord change = StreamRecord.builder()
                .keys(Map.of("pk", AttributeValue.fromS("k")))
                .oldImage(Map.of("v", AttributeValue.fromN("1")))
                .sequenceNumber("1")
                .sizeBytes(1L)
                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                .build();
        Record byService = record(OperationType.REMOVE, change)
                .userIdentity(Identity.builder()
                        .type("Service")
                        .principalId("dynamodb.amazonaws.com")
                        .build())
                .build();
        assertThat(arrived(byService).getUserIdentity().getPrincipalId()).isEqualTo("dynamodb.amazonaws.com");
        assertThat(arrived(record(OperationType.REMOVE, change).build()).getUserIdentity())
                .isNull();
        assertThat(arrived(byService).getDynamodb().getNewImage()).isNull();
    }
}
