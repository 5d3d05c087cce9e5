package io.agentmeter.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.agentmeter.format.EventFormat.Body;
import io.agentmeter.format.EventFormat.Outcome;
import io.agentmeter.format.EventFormat.TooLarge;
import io.agentmeter.format.EventFormat.Unreadable;
import io.agentmeter.format.Limits;
import java.io.IOException;

/// One JSON document from outside. Depth, names and numbers are bounded and a name may occur once per object; what is
/// wrong is answered with the place and never with a piece of the text, because the text may be a prompt.
public final class JsonBody {
    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_NAME_LENGTH = 50_000;

    private final JsonFactory json;

    public JsonBody(int maxDepth) {
        json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxStringLength(Limits.MAX_UNPACKED_BYTES)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                // Names come from outside: each POST may bring new ones.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /// What to do with the document; the parser stands on its first token, and must stand on its last when done.
    @FunctionalInterface
    public interface Reading {
        Outcome read(JsonParser json) throws IOException;
    }

    public Outcome read(Body body, Reading reading) {
        try (JsonParser parser = json.createParser(body.bytes())) {
            if (parser.nextToken() == null) {
                return new Unreadable("the body is empty", "");
            }
            Outcome outcome = reading.read(parser);
            if (outcome instanceof TooLarge) {
                return outcome;
            }
            return parser.nextToken() == null
                    ? outcome
                    : new Unreadable("there is more after the end of the JSON", at(parser.currentTokenLocation()));
        } catch (UnexpectedJson e) {
            return new Unreadable(e.reason(), at(e.location()));
        } catch (StreamConstraintsException e) {
            String place = e.getLocation() == null ? "" : ", " + at(e.getLocation());
            return new TooLarge("the JSON is nested too deeply, or has a name or a number that is too long" + place);
        } catch (JsonProcessingException e) {
            return new Unreadable(reason(e), e.getLocation() == null ? "" : at(e.getLocation()));
        } catch (IOException e) {
            return new Unreadable("the body is not text in UTF-8", "");
        }
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "the JSON ends too early";
        }
        return e.getOriginalMessage().startsWith("Duplicate field")
                ? "a name occurs twice in one object"
                : "the body is not JSON";
    }

    private static String at(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
