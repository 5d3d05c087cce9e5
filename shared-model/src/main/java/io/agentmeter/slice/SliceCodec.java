package io.agentmeter.slice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.usage.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// A slice's entries and recorded contribution as packed bytes: deflated JSON, because a write costs by the kilobyte.
///
/// Shape: `{"e": [[event, cost, priceId], [event]], "c": [[day, cell, {counter: value}]], "s": {counter: value}, "g":
/// 1}`, where `g`, the generation, is left out while it is 0.
public final class SliceCodec {
    private static final JsonFactory JSON = new JsonFactory();

    /// First byte of what is deflated with the [SliceDictionary]; deflated data itself never begins so. Without it:
    /// no dictionary, as slices were first written.
    private static final byte WITH_DICTIONARY = 6;

    private static final byte[] DICTIONARY = SliceDictionary.bytes();

    private SliceCodec() {}

    public static byte[] write(Slice slice, Contribution recorded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(WITH_DICTIONARY);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setDictionary(DICTIONARY);
        try (OutputStream packed = new DeflaterOutputStream(bytes, deflater);
                JsonGenerator json = JSON.createGenerator(packed)) {
            json.writeStartObject();
            writeEntries(json, slice);
            writeCells(json, recorded);
            json.writeFieldName("s");
            writeCounters(json, recorded.sessionDay());
            if (slice.generation() > 0) {
                json.writeNumberField("g", slice.generation());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void writeEntries(JsonGenerator json, Slice slice) throws IOException {
        json.writeArrayFieldStart("e");
        for (Entry entry : slice.entries().values()) {
            json.writeStartArray();
            json.writeString(EventJson.write(entry.event()));
            if (entry.costOrNull() instanceof Cost.Known known) {
                json.writeString(known.amount().text());
                json.writeString(known.priceId());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeCells(JsonGenerator json, Contribution recorded) throws IOException {
        json.writeArrayFieldStart("c");
        for (Map.Entry<CellKey, Counters> cell : recorded.cells().entrySet()) {
            json.writeStartArray();
            json.writeString(cell.getKey().day().toString());
            json.writeString(cell.getKey().text());
            writeCounters(json, cell.getValue());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeCounters(JsonGenerator json, Counters counters) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, BigDecimal> counter : counters.values().entrySet()) {
            json.writeStringField(counter.getKey(), counter.getValue().toPlainString());
        }
        json.writeEndObject();
    }

    /// @throws UncheckedIOException if the bytes are not what [#write] made
    public static Slice read(SliceKey key, long version, byte[] bytes) {
        TreeMap<String, Entry> entries = new TreeMap<>();
        TreeMap<CellKey, Counters> cells = new TreeMap<>();
        Counters sessionDay = Counters.NONE;
        long generation = 0;
        Inflater inflater = new Inflater(true);
        try (JsonParser json = JSON.createParser(inflating(bytes, inflater))) {
            expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                switch (json.currentName()) {
                    case "e" -> readEntries(json, entries);
                    case "c" -> readCells(json, cells);
                    case "s" -> sessionDay = readCounters(json);
                    case "g" -> {
                        expect(json, JsonToken.VALUE_NUMBER_INT);
                        generation = json.getLongValue();
                    }
                    default -> throw new IOException("unknown part of a slice: " + json.currentName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("slice " + key + " is damaged", e);
        } finally {
            inflater.end();
        }
        return new Slice(key, version, entries, new Contribution(cells, sessionDay), generation);
    }

    private static InputStream inflating(byte[] bytes, Inflater inflater) {
        if (bytes.length == 0 || bytes[0] != WITH_DICTIONARY) {
            return new InflaterInputStream(new ByteArrayInputStream(bytes), inflater);
        }
        inflater.setDictionary(DICTIONARY);
        return new InflaterInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1), inflater);
    }

    private static void readEntries(JsonParser json, TreeMap<String, Entry> entries) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_ARRAY) {
            UsageEvent event = EventJson.read(text(json));
            Cost cost = event instanceof ModelRequest ? new Cost.Unknown() : null;
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                cost = new Cost.Known(Money.ofDollars(json.getText()), text(json));
                expect(json, JsonToken.END_ARRAY);
            }
            entries.put(event.id().key(), new Entry(event, cost));
        }
    }

    private static void readCells(JsonParser json, TreeMap<CellKey, Counters> cells) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_ARRAY) {
            LocalDate day = LocalDate.parse(text(json));
            CellKey key = CellKey.parse(day, text(json));
            cells.put(key, readCounters(json));
            expect(json, JsonToken.END_ARRAY);
        }
    }

    private static Counters readCounters(JsonParser json) throws IOException {
        TreeMap<String, BigDecimal> counters = new TreeMap<>();
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            counters.put(name, new BigDecimal(text(json)));
        }
        return Counters.of(counters);
    }

    private static String text(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static void expect(JsonParser json, JsonToken expected) throws IOException {
        @Nullable JsonToken token = json.nextToken();
        if (token != expected) {
            throw new IOException("expected " + expected + " and found " + token);
        }
    }
}
