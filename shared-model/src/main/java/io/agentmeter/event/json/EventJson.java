package io.agentmeter.event.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.agentmeter.event.UsageEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// An event as compact JSON and back, exactly: `read(write(event))` equals the event, times to the millisecond. Equal
/// events have equal texts, so a store can compare them. Names are short because they are paid for in every item:
/// [Field] lists them. What is absent is not written; fields that are not known are ignored when read, so newer writers
/// and older readers get along.
public final class EventJson {
    static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    public static String write(UsageEvent event) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            new EventWriter(json).write(event);
        } catch (IOException e) {
            throw new UncheckedIOException("a string does not fail to be written to", e);
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException if the text is not a stored event; its message holds none of the text
    public static UsageEvent read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a stored event is a JSON object");
            }
            return StoredFields.read(json).event();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "not a stored event: " + e.getClass().getSimpleName(), e);
        }
    }
}
