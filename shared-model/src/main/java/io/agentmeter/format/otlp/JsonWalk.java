package io.agentmeter.format.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.agentmeter.format.json.UnexpectedJson;
import java.io.IOException;

/// Steps through objects and arrays of a JSON stream. `null` stands for absent.
final class JsonWalk {
    /// Reads or skips the value that the parser stands on.
    @FunctionalInterface
    interface OnField {
        void read(String name) throws IOException;
    }

    /// Reads the element that the parser stands on.
    @FunctionalInterface
    interface OnElement {
        void read() throws IOException;
    }

    private final JsonParser json;

    JsonWalk(JsonParser json) {
        this.json = json;
    }

    void object(String what, OnField onField) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        UnexpectedJson.unless(JsonToken.START_OBJECT, json, what + " must be an object");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            onField.read(name);
        }
    }

    void array(String what, OnElement onElement) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        UnexpectedJson.unless(JsonToken.START_ARRAY, json, what + " must be an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            onElement.read();
        }
    }

    /// Inside a record, what has another type than expected is as good as absent: it must not cost the records
    /// beside it.
    ///
    /// @return whether there was an object
    boolean objectIfAny(OnField onField) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return false;
        }
        object("", onField);
        return true;
    }

    void arrayIfAny(OnElement onElement) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            array("", onElement);
        } else {
            json.skipChildren();
        }
    }

    void skip() throws IOException {
        json.skipChildren();
    }

    /// The digits of a number, the text of a string, `true` or `false`; empty for anything else.
    String scalar() throws IOException {
        JsonToken token = json.currentToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    /// A whole number written as number or string; 0 for anything else.
    long nanos() throws IOException {
        try {
            return Math.max(0, Long.parseLong(scalar()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
