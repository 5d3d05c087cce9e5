package io.agentmeter.simulator;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.streams.StreamItem;
import java.time.Instant;

/// One change of the events table, as a function gets it.
record StreamRecord(String sequenceNumber, String key, DynamodbStreamRecord record, Instant created)
        implements StreamItem {
    @Override
    public int bytes() {
        return 1_000;
    }

    boolean isRemoval() {
        return "REMOVE".equals(record.getEventName());
    }

    /// The parts that event-source filters look at.
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("eventName", record.getEventName());
        json.putObject("dynamodb").putObject("Keys").putObject("pk").put("S", key);
        return json;
    }
}
