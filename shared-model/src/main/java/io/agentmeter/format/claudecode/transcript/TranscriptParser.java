package io.agentmeter.format.claudecode.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads the lines of files, one file after the other, in order. The format is internal to Claude Code and changes, so
/// everything that is not needed is skipped unread, and a line that cannot be read is an answer, never an exception.
///
/// Nearly all bytes of a transcript are content. A line is therefore only parsed if its bytes hold `"usage"` or a
/// `"promptId"` not seen just before, and then by a reader that knows how Claude Code writes its lines; what it does
/// not know goes to the general one. See `docs/decisions/0050-transcripts-are-scanned-as-bytes.md`.
public final class TranscriptParser {
    private static final TranscriptLine NOTHING = new TranscriptLine.Nothing();
    /// Made by the program itself, for errors; not billed.
    private static final String SYNTHETIC_MODEL = "<synthetic>";

    private final Marks marks = new Marks();
    private final CompactCursor compact = new CompactCursor(LineFields.NAMES);
    private final boolean careful;
    private String lastPrompt = "";

    public TranscriptParser() {
        this(false);
    }

    /// @param careful whether every line is left to the general reader, which takes ten times as long: what the
    /// quick
    ///     one is checked against
    TranscriptParser(boolean careful) {
        this.careful = careful;
    }

    /// Says that the lines that follow are of another file. What was made for one file serves for the next.
    public void beginFile() {
        lastPrompt = "";
    }

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
        marks.find(bytes, first, end);
        boolean parse = marks.hasUsage() || marks.afterPrompt() >= 0 && beginsPrompt(bytes, marks.afterPrompt(), end);
        return parse ? parsed(bytes, first, end) : NOTHING;
    }

    private boolean beginsPrompt(byte[] bytes, int from, int to) {
        int start = from;
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
        try {
            return meaning(careful ? carefully(bytes, from, to) : quickly(bytes, from, to));
        } catch (LineFields.WrongField e) {
            return new TranscriptLine.Corrupt(e.reason);
        } catch (StreamConstraintsException _) {
            return new TranscriptLine.Corrupt("JSON that is nested or named beyond all limits");
        } catch (JsonProcessingException e) {
            return new TranscriptLine.Corrupt("not JSON at column "
                    + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
        } catch (IOException _) {
            // There is nothing to read from but an array, so it is what the array holds.
            return new TranscriptLine.Corrupt("not text in UTF-8");
        }
    }

    private LineFields quickly(byte[] bytes, int from, int to) throws IOException {
        try {
            LineFields fields = new LineFields();
            compact.on(bytes, from, to);
            fields.read(compact);
            if (compact.isAtEnd()) {
                return fields;
            }
        } catch (Uncertain _) {
            // said below
        }
        return carefully(bytes, from, to);
    }

    private static LineFields carefully(byte[] bytes, int from, int to) throws IOException {
        try (GeneralCursor line = new GeneralCursor(bytes, from, to)) {
            LineFields fields = new LineFields();
            fields.read(line);
            if (!line.isAtEnd()) {
                throw new LineFields.WrongField("more than one JSON object");
            }
            return fields;
        }
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
        if (fields.time.isEmpty()) {
            return new TranscriptLine.Corrupt("timestamp is missing or not a time");
        }
        TranscriptLine.Origin origin = new TranscriptLine.Origin(
                fields.uuid, fields.session, fields.time.get(), fields.directory, fields.branch, fields.promptId);
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
