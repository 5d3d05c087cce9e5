package io.agentmeter.format.claudecode.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Reads the lines of one file, in order. The format is internal to Claude Code and changes, so everything that
/// is not needed is skipped unread, and a line that cannot be read is an answer, never an exception.
///
/// Nearly all bytes of a transcript are content. A line is therefore only parsed if its bytes hold `"usage"` or
/// a `"promptId"` not seen just before.
public final class TranscriptParser {
    private static final TranscriptLine NOTHING = new TranscriptLine.Nothing();
    private static final Needle USAGE = new Needle("\"usage\"");
    private static final Needle PROMPT = new Needle("\"promptId\"");
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;

    /// Made by the program itself, for errors; not billed.
    private static final String SYNTHETIC_MODEL = "<synthetic>";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private String lastPrompt = "";

    /// Reads `bytes[from, to)`, a line without its line end.
    public TranscriptLine read(byte[] bytes, int from, int to) {
        int first = from;
        while (first < to && isBlank(bytes[first])) {
            first++;
        }
        int end = to;
        while (end > first && isBlank(bytes[end - 1])) {
            end--;
        }
        if (first == end) {
            return NOTHING;
        }
        if (bytes[first] != '{' || bytes[end - 1] != '}') {
            return new TranscriptLine.Corrupt("not a complete JSON object");
        }
        boolean usage = USAGE.indexIn(bytes, first, end) >= 0;
        return usage || beginsPrompt(bytes, first, end) ? parsed(bytes, first, end) : NOTHING;
    }

    private boolean beginsPrompt(byte[] bytes, int from, int to) {
        int at = PROMPT.indexIn(bytes, from, to);
        if (at < 0) {
            return false;
        }
        int start = at + PROMPT.length();
        while (start < to && (bytes[start] == ':' || bytes[start] == '"' || isBlank(bytes[start]))) {
            start++;
        }
        int end = start;
        while (end < to && bytes[end] != '"') {
            end++;
        }
        return !lastPrompt.equals(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\r' || b == '\t';
    }

    private TranscriptLine parsed(byte[] bytes, int from, int to) {
        LineFields fields = new LineFields();
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            parser.nextToken();
            fields.readLine(parser);
            if (parser.nextToken() != null) {
                return new TranscriptLine.Corrupt("more than one JSON object");
            }
        } catch (JsonParseException e) {
            return new TranscriptLine.Corrupt("not JSON at column "
                    + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
        } catch (LineFields.WrongField e) {
            return new TranscriptLine.Corrupt(e.reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is nothing to read from but an array
        }
        return meaning(fields);
    }

    private TranscriptLine meaning(LineFields fields) {
        boolean response = fields.type.equals("assistant") && fields.usage;
        boolean prompt = fields.type.equals("user") && !fields.promptId.isEmpty();
        if (!response && !prompt) {
            return NOTHING;
        }
        if (response && (fields.model.equals(SYNTHETIC_MODEL) || fields.usesNothing())) {
            return NOTHING;
        }
        Optional<Instant> time = LineTime.parse(fields.timestamp);
        if (time.isEmpty()) {
            return new TranscriptLine.Corrupt("timestamp is missing or not a time");
        }
        TranscriptLine.Origin origin = new TranscriptLine.Origin(
                fields.uuid, fields.session, time.get(), fields.directory, fields.branch, fields.promptId);
        if (!response) {
            lastPrompt = fields.promptId;
            return fields.sidechain ? NOTHING : new TranscriptLine.Prompt(origin, fields.promptId);
        }
        if (fields.identityMissing()) {
            return new TranscriptLine.Corrupt("usage without any id");
        }
        return new TranscriptLine.Response(
                origin, fields.messageId, fields.requestId, fields.sidechain, fields.usage());
    }
}
