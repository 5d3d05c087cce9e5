package io.agentmeter.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fields of one JSON object that are on a list; all others are skipped without being turned into objects. Names of
/// nested fields are joined by dots: `tokens.output`.
public final class PickedFields {
    /// What kind of value a field had.
    public enum Type {
        TEXT,
        NUMBER,
        FLAG,
        OBJECT,
        ARRAY
    }

    /// @param text the text of a string, the exact digits of a number, `true` or `false`; empty for an object or
    /// array
    public record Value(Type type, String text) {}

    /// Stands for an element that is no object.
    public static final PickedFields NOT_AN_OBJECT = new PickedFields(Map.of());

    private final Map<String, Value> values;

    private PickedFields(Map<String, Value> values) {
        this.values = values;
    }

    /// @param json on the start of an object; left on its end
    public static PickedFields read(JsonParser json, Set<String> wanted) throws IOException {
        Reader reader = new Reader(wanted);
        reader.readObject(json, "");
        return reader.done();
    }

    /// Picks field by field, for callers that look at some fields themselves.
    public static final class Reader {
        private final Set<String> wanted;
        private final Map<String, Value> values = new HashMap<>();

        public Reader(Set<String> wanted) {
            this.wanted = wanted;
        }

        /// Takes or skips one field.
        ///
        /// @param json on the field's value; left on its end
        public void take(String path, JsonParser json) throws IOException {
            JsonToken token = json.currentToken();
            if (!wanted.contains(path)) {
                json.skipChildren();
            } else if (token == JsonToken.START_OBJECT) {
                values.put(path, new Value(Type.OBJECT, ""));
                readObject(json, path + ".");
            } else if (token == JsonToken.START_ARRAY) {
                values.put(path, new Value(Type.ARRAY, ""));
                json.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                values.put(path, new Value(type(token), json.getText()));
            }
        }

        public PickedFields done() {
            return new PickedFields(values);
        }

        private void readObject(JsonParser json, String prefix) throws IOException {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                take(prefix + name, json);
            }
        }

        private static Type type(JsonToken token) {
            if (token.isNumeric()) {
                return Type.NUMBER;
            }
            return token.isBoolean() ? Type.FLAG : Type.TEXT;
        }
    }

    /// Empty if the field is absent, `null` or not on the list.
    public Optional<Value> value(String path) {
        return Optional.ofNullable(values.get(path));
    }

    /// The text of a string, number or flag; empty if there is none.
    public String text(String path) {
        return value(path).map(Value::text).orElse("");
    }
}
