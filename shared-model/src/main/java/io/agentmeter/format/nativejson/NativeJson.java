package io.agentmeter.format.nativejson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.agentmeter.format.EventCollector;
import io.agentmeter.format.EventFormat;
import io.agentmeter.format.Limits;
import io.agentmeter.format.json.JsonBody;
import io.agentmeter.format.json.PickedFields;
import io.agentmeter.format.json.UnexpectedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One event, or `{"events": [...], "backfill": false}`. Each event stands for itself: a wrong one is rejected with its
/// place, its id and the first field that is wrong, and the others are taken.
public final class NativeJson implements EventFormat {
    private static final JsonBody JSON = new JsonBody(Limits.MAX_DEPTH);
    private static final String EVENTS = "events";
    private static final String BACKFILL = "backfill";
    private static final Set<String> SINGLE = singleFields();

    @Override
    public Outcome read(Body body, Receipt receipt) {
        return JSON.read(body, json -> {
            UnexpectedJson.unless(JsonToken.START_OBJECT, json, "the body must be a JSON object");
            return readObject(json, receipt);
        });
    }

    /// An object with `events` is a batch, whatever else it has; any other is an event itself. Which it is may only
    /// be known at its end.
    private static Outcome readObject(JsonParser json, Receipt receipt) throws IOException {
        PickedFields.Reader single = new PickedFields.Reader(SINGLE);
        Optional<List<PickedFields>> batch = Optional.empty();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (name.equals(EVENTS)) {
                UnexpectedJson.unless(JsonToken.START_ARRAY, json, "events must be an array");
                batch = Optional.of(readBatch(json));
            } else {
                single.take(name, json);
            }
        }
        PickedFields fields = single.done();
        List<PickedFields> events = batch.orElse(List.of(fields));
        return events.size() > Limits.MAX_EVENTS
                ? new TooLarge("more than " + Limits.MAX_EVENTS + " events in one body")
                : map(events, fields, receipt);
    }

    private static List<PickedFields> readBatch(JsonParser json) throws IOException {
        List<PickedFields> events = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            boolean isRoom = events.size() <= Limits.MAX_EVENTS;
            if (isRoom && json.currentToken() == JsonToken.START_OBJECT) {
                events.add(PickedFields.read(json, NativeEvent.FIELDS));
            } else {
                json.skipChildren();
                if (isRoom) {
                    events.add(PickedFields.NOT_AN_OBJECT);
                }
            }
        }
        return events;
    }

    private static Outcome map(List<PickedFields> events, PickedFields fields, Receipt receipt) {
        Optional<PickedFields.Value> flag = fields.value(BACKFILL);
        if (flag.isPresent() && flag.get().type() != PickedFields.Type.FLAG) {
            return new Unreadable("backfill must be true or false", "");
        }
        boolean backfill = fields.text(BACKFILL).equals("true");
        EventCollector collector = new EventCollector();
        for (int index = 0; index < events.size(); index++) {
            if (events.get(index).equals(PickedFields.NOT_AN_OBJECT)) {
                collector.reject(index, null, "", "must be an object");
            } else {
                new NativeEvent(events.get(index), backfill, receipt).addTo(collector, index);
            }
        }
        return collector.events(backfill);
    }

    private static Set<String> singleFields() {
        Set<String> fields = new HashSet<>(NativeEvent.FIELDS);
        fields.add(BACKFILL);
        return Set.copyOf(fields);
    }
}
