package io.agentmeter.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Damages input: bytes as a bad line does, and the structure of JSON as a bad sender does, so that the damage gets
/// past the JSON reader.
final class Damage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// Values that are easily read wrong, as JSON text.
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "-0.0",
            "1.5",
            "12.0",
            "1e3",
            "1e999999999",
            "1E-999999999",
            "-9223372036854775808",
            "9223372036854775807",
            "18446744073709551616",
            "999999999999999999999999999999999999999999999999999999999999999999999999",
            "1000000000001",
            "\"\"",
            "\" \"",
            "\"9223372036854775807\"",
            "\"NaN\"",
            "\"1e999999999\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\\u001b[2J\"",
            "\"\\u202e#%/..\"",
            "\"2026-11-20T09:15:04.480Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59.999999999Z\"",
            "\"2026-02-30T25:61:61Z\"",
            "{}",
            "[]",
            "[[[[[[[[[[]]]]]]]]]]",
            "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}",
            "\"" + "x".repeat(5_000) + "\"",
            "[" + "0,".repeat(300) + "0]");

    private final Random random;

    Damage(Random random) {
        this.random = random;
    }

    /// Flips, cuts, doubles and splices bytes.
    byte[] ofBytes(byte[] input) {
        byte[] damaged = input.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            damaged = damaged.length == 0 ? new byte[] {(byte) random.nextInt(256)} : once(damaged);
        }
        return damaged;
    }

    private byte[] once(byte[] input) {
        int at = random.nextInt(input.length);
        int other = random.nextInt(input.length);
        switch (random.nextInt(6)) {
            case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> input[at] = (byte) random.nextInt(256);
            case 2 -> {
                return Arrays.copyOf(input, at);
            }
            case 3 -> {
                return spliced(input, at, at, Arrays.copyOfRange(input, Math.min(at, other), Math.max(at, other)));
            }
            case 4 -> {
                return spliced(
                        input,
                        Math.min(at, other),
                        Math.min(input.length, Math.min(at, other) + random.nextInt(40)),
                        new byte[0]);
            }
            default -> {
                byte[] value = VALUES.get(random.nextInt(VALUES.size())).getBytes(StandardCharsets.UTF_8);
                return spliced(input, at, at, value);
            }
        }
        return input;
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] middle) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(input, 0, from);
        spliced.writeBytes(middle);
        spliced.write(input, to, input.length - to);
        return spliced.toByteArray();
    }

    /// Replaces, removes, wraps and repeats values of a JSON document; bytes that are no JSON are damaged as bytes.
    byte[] ofStructure(byte[] input) {
        try {
            JsonNode root = JSON.readTree(input);
            if (root == null || !root.isContainerNode()) {
                return ofBytes(input);
            }
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                damage(root);
            }
            return JSON.writeValueAsBytes(root);
        } catch (IOException _) {
            return ofBytes(input);
        }
    }

    /// Changes one value somewhere in the document.
    void damage(JsonNode root) {
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(root, containers);
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> damageObject(object);
            case ArrayNode array -> damageArray(array);
            default -> throw new IllegalStateException("JSON has two kinds of containers");
        }
    }

    private void damageObject(ObjectNode object) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
        if (fields.isEmpty()) {
            object.set("x", value());
            return;
        }
        Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
        switch (random.nextInt(6)) {
            case 0 -> object.remove(field.getKey());
            case 1 -> object.set(field.getKey(), NODES.arrayNode().add(field.getValue()));
            case 2 -> object.set(field.getKey(), NODES.objectNode().set("value", field.getValue()));
            case 3 -> object.set(field.getKey(), NODES.textNode(field.getValue().toString()));
            default -> object.set(field.getKey(), value());
        }
    }

    private void damageArray(ArrayNode array) {
        if (array.isEmpty()) {
            array.add(value());
            return;
        }
        int at = random.nextInt(array.size());
        switch (random.nextInt(4)) {
            case 0 -> array.remove(at);
            case 1 -> array.insert(at, value());
            case 2 -> array.add(array.get(at).deepCopy());
            default -> array.set(at, value());
        }
    }

    /// Written as it stands, so that numbers may be such as no program would write.
    JsonNode value() {
        return new POJONode(new RawValue(VALUES.get(random.nextInt(VALUES.size()))));
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container) {
            containers.add(container);
            node.forEach(child -> collect(child, containers));
        }
    }
}
