package io.agentmeter.format.nativejson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.Source;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.Limits;
import io.agentmeter.format.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schemas in `contracts/`, the reference page and the parser say the same.
class ContractTest {
    private static final Path ROOT = Path.of("..");
    private static final String BASE = "https://contracts.example/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theSchemaListsTheFieldsThatTheParserReads() {
        JsonNode properties = schemaJson("native-event.schema.json").path("properties");
        Set<String> listed = new TreeSet<>();
        properties.fieldNames().forEachRemaining(listed::add);
        properties
                .path("workspace")
                .path("properties")
                .fieldNames()
                .forEachRemaining(name -> listed.add("workspace." + name));
        schemaJson("native-event.schema.json")
                .path("$defs")
                .path("tokens")
                .path("properties")
                .fieldNames()
                .forEachRemaining(name -> listed.add("tokens." + name));
        listed.remove("tags");

        assertThat(listed).containsExactlyInAnyOrderElementsOf(NativeEvent.FIELDS);
    }

    @Test
    void theSchemaHasTheParsersKindsAndLimits() {
        JsonNode schema = schemaJson("native-event.schema.json");

        assertThat(texts(schema.path("properties").path("kind").path("enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(Kind.values()).map(Kind::label).toList());
        assertThat(schema.path("properties").path("id").path("maxLength").asInt())
                .isEqualTo(EventId.MAX_LENGTH);
        assertThat(schema.path("$defs").path("name").path("maxLength").asInt()).isEqualTo(Limits.MAX_NAME_LENGTH);
        assertThat(schema.path("$defs").path("count").path("maximum").asLong()).isEqualTo(Limits.MAX_COUNT);
        assertThat(schema.path("properties")
                        .path("estimatedCostUsd")
                        .path("oneOf")
                        .path(1)
                        .path("maximum")
                        .asInt())
                .isEqualTo(Limits.MAX_COST_DOLLARS);
        assertThat(schemaJson("native-events.schema.json")
                        .path("then")
                        .path("properties")
                        .path("events")
                        .path("maxItems")
                        .asInt())
                .isEqualTo(Limits.MAX_EVENTS);
        assertThat(texts(schemaJson("totals.schema.json")
                        .path("properties")
                        .path("coverage")
                        .path("properties")
                        .path("bySource")
                        .path("propertyNames")
                        .path("enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(Source.values()).map(Source::label).toList());
    }

    @Test
    void theSampleIsValidAloneAndInABatch() {
        String event = Samples.text("native-event.json");

        assertThat(errors("native-event.schema.json", event)).isEmpty();
        assertThat(errors("native-events.schema.json", event)).isEmpty();
        assertThat(errors("native-events.schema.json", "{\"backfill\":true,\"events\":[" + event + "]}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"\",\"kind\":\"activity\",\"time\":\"2026-11-22T09:15:04Z\"}",
                "{\"id\":\"1\",\"kind\":\"party\",\"time\":\"2026-11-22T09:15:04Z\"}",
                "{\"id\":\"1\",\"kind\":\"activity\",\"time\":5}",
                "{\"id\":\"1\",\"kind\":\"activity\",\"time\":\"2026-11-22T09:15:04Z\",\"tokens\":{\"output\":-1}}",
                "{\"id\":\"1\",\"kind\":\"activity\",\"time\":\"2026-11-22T09:15:04Z\",\"tokens\":{\"output\":1.5}}",
                "{\"id\":\"1\",\"kind\":\"activity\",\"time\":\"2026-11-22T09:15:04Z\",\"tokens\":{\"output\":1000000000001}}",
                "{\"id\":\"1\",\"kind\":\"activity\",\"time\":\"2026-11-22T09:15:04Z\",\"workspace\":\"shop\"}",
                "{\"id\":\"1\",\"kind\":\"activity\",\"time\":\"2026-11-22T09:15:04Z\",\"source\":\"otlp\"}",
                "{\"id\":\"1\",\"kind\":\"model_request\",\"time\":\"2026-11-22T09:15:04Z\",\"estimatedCostUsd\":-1}",
                "{\"id\":\"1\",\"kind\":\"model_request\",\"time\":\"2026-11-22T09:15:04Z\",\"estimatedCostUsd\":\"1 USD\"}"
            })
    void theSchemaAndTheParserRefuseTheSame(String event) {
        Events events = Samples.events("/v1/events", event);

        assertThat(errors("native-event.schema.json", event)).isNotEmpty();
        assertThat(errors("native-events.schema.json", "{\"events\":[" + event + "]}"))
                .isNotEmpty();
        assertThat(events.rejected()).hasSize(1);
    }

    @Test
    void theExamplesOfTheReferencePageAreValid() {
        String event = example("## POST /v1/events");

        assertThat(errors("native-event.schema.json", event)).isEmpty();
        assertThat(Samples.events("/v1/events", event).events()).hasSize(1);
        assertThat(errors("totals.schema.json", example("## Totals"))).isEmpty();
    }

    /// The first JSON block below a heading of the reference page.
    private static String example(String heading) {
        String page = read(ROOT.resolve("docs/reference/api.md"));
        int begin = page.indexOf("```json\n", page.indexOf("\n" + heading + "\n")) + "```json\n".length();
        return page.substring(begin, page.indexOf("\n```", begin));
    }

    private static List<Error> errors(String schema, String json) {
        return schema(schema).validate(parse(json));
    }

    private static Schema schema(String name) {
        Map<String, String> schemas = Stream.of("native-event", "native-events", "totals")
                .map(schema -> schema + ".schema.json")
                .collect(Collectors.toMap(
                        BASE::concat, file -> read(ROOT.resolve("contracts").resolve(file))));
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(schemas))
                .getSchema(SchemaLocation.of(BASE + name));
    }

    private static JsonNode schemaJson(String name) {
        return parse(read(ROOT.resolve("contracts").resolve(name)));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
