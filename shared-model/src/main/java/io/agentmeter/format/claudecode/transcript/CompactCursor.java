package io.agentmeter.format.claudecode.transcript;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads JSON as Claude Code writes it, straight from the bytes: without blanks between the tokens, and with plain
/// whole numbers where something is counted. On anything else it gives up with [Uncertain], and the general reader
/// decides. So what it does accept is valid JSON, and it never says anything that the general reader would not say.
final class CompactCursor implements FieldCursor {
    private static final int MOST_DIGITS = 18; // more could overflow
    private static final int DEEPEST = 64;
    private static final long QUOTES = WordSearch.everywhere('"');
    private static final long BACKSLASHES = WordSearch.everywhere('\\');
    private static final long BLANKS = WordSearch.everywhere(' ');

    private final NameOrder names;
    private final SharedTexts texts;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int depth;
    private NameOrder.Name name;
    private boolean first;
    private boolean plain;

    /// @param names the only names that anybody asks for
    CompactCursor(KnownNames names) {
        this.names = new NameOrder(names);
        this.name = this.names.start();
        this.texts = new SharedTexts(names.size());
    }

    /// Stands on the beginning of `line[from, to)`.
    CompactCursor on(byte[] line, int from, int to) {
        bytes = line;
        at = from;
        end = to;
        depth = 0;
        name = names.start();
        return this;
    }

    boolean isAtEnd() {
        return at == end;
    }

    @Override
    public @Nullable String next() throws Uncertain {
        byte b = peek();
        if (b == '}') {
            at++;
            depth--;
            first = false;
            return null;
        }
        if (!first) {
            expect((byte) ',');
        }
        first = false;
        NameOrder.Name next = name.next;
        if (next.depth == depth && next.bytes.isAt(bytes, at, end)) {
            at += next.bytes.length;
        } else {
            int from = at + 1;
            next = names.find(bytes, from, nameEnd(), depth);
            name.next = next;
        }
        name = next;
        return next.text;
    }

    @Override
    public boolean isObject() throws Uncertain {
        if (peek() == '{') {
            at++;
            depth++;
            first = true;
            return true;
        }
        skip();
        return false;
    }

    @Override
    public String sharedText() throws IOException {
        if (peek() != '"') {
            skip();
            return "";
        }
        SharedTexts.Shared value = name.value;
        if (value.bytes().isAt(bytes, at, end)) {
            at += value.bytes().length;
        } else {
            int from = at + 1;
            int to = stringEnd();
            value = texts.get(name.number, bytes, from, to, plain);
            name.value = value;
        }
        return value.text();
    }

    @Override
    public String text() throws IOException {
        if (peek() != '"') {
            skip();
            return "";
        }
        int from = at + 1;
        int to = stringEnd();
        return SharedTexts.decoded(bytes, from, to, plain);
    }

    @Override
    public Optional<Instant> time() throws IOException {
        int quote = at + LineTime.LENGTH + 1;
        if (peek() == '"' && quote < end && bytes[quote] == '"') {
            Instant usual = LineTime.usual(bytes, at + 1);
            if (usual != null) {
                at = quote + 1;
                return Optional.of(usual);
            }
        }
        return LineTime.parse(text());
    }

    @Override
    public long count() throws Uncertain {
        if (peek() == 'n') {
            literal("null");
            return 0;
        }
        return digits();
    }

    private long digits() throws Uncertain {
        int from = at;
        long count = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            count = count * 10 + (bytes[at] - '0');
            at++;
        }
        int digits = at - from;
        if (digits == 0 || digits > MOST_DIGITS || digits > 1 && bytes[from] == '0' || !isValueEnd()) {
            throw new Uncertain();
        }
        return count;
    }

    @Override
    public boolean isTrue() throws Uncertain {
        boolean is = peek() == 't';
        skip();
        return is;
    }

    @Override
    public @Nullable BigDecimal number() throws Uncertain {
        byte b = peek();
        if (b == '-' || b >= '0' && b <= '9') {
            throw new Uncertain(); // only very old lines have one
        }
        skip();
        return null;
    }

    @Override
    public void skip() throws Uncertain {
        skip(0);
    }

    private void skip(int depth) throws Uncertain {
        if (depth > DEEPEST) {
            throw new Uncertain();
        }
        switch (peek()) {
            case '"' -> stringEnd();
            case '{' -> skipMembers((byte) '}', depth + 1);
            case '[' -> skipMembers((byte) ']', depth + 1);
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-' -> {
                at++;
                digits();
            }
            default -> digits();
        }
    }

    private void skipMembers(byte close, int depth) throws Uncertain {
        at++;
        if (peek() == close) {
            at++;
            return;
        }
        do {
            if (close == '}') {
                nameEnd();
            }
            skip(depth);
        } while (isFollowed(close));
    }

    /// Whether another element follows; takes the comma or the closing bracket.
    private boolean isFollowed(byte close) throws Uncertain {
        byte b = peek();
        at++;
        if (b != ',' && b != close) {
            throw new Uncertain();
        }
        return b == ',';
    }

    private void literal(String word) throws Uncertain {
        for (int i = 0; i < word.length(); i++) {
            expect((byte) word.charAt(i));
        }
        if (!isValueEnd()) {
            throw new Uncertain();
        }
    }

    private boolean isValueEnd() {
        return at < end && (bytes[at] == ',' || bytes[at] == '}' || bytes[at] == ']');
    }

    /// Takes a name and its colon, and returns where the name ends. A name that is not plain could be any name.
    private int nameEnd() throws Uncertain {
        int from = at;
        int to = stringEnd();
        if (!plain || to - from > KnownNames.LONGEST) {
            throw new Uncertain();
        }
        expect((byte) ':');
        return to;
    }

    /// Takes a string and returns where its closing quote is. Everything is looked at: an escape or a character
    /// that is not valid makes the line one for the general reader.
    private int stringEnd() throws Uncertain {
        expect((byte) '"');
        byte[] line = bytes;
        int stop = end;
        int last = stop - WordSearch.BYTES;
        boolean isPlain = true;
        int i = at;
        while (true) {
            if (i <= last) {
                long word = WordSearch.word(line, i);
                // In ASCII a subtraction sets the high bit at a quote, a backslash or a control character; all else has
                // it already. Bytes above the first hit may be wrong.
                long ends = ((word ^ QUOTES) - WordSearch.ONES
                                | (word ^ BACKSLASHES) - WordSearch.ONES
                                | word - BLANKS
                                | word)
                        & WordSearch.HIGHS;
                if (ends == 0) {
                    i += WordSearch.BYTES;
                    continue;
                }
                i += WordSearch.first(ends);
            }
            if (i >= stop) {
                throw new Uncertain();
            }
            byte b = line[i];
            if (b == '"') {
                plain = isPlain;
                at = i + 1;
                return i;
            }
            if (b == '\\' && i + 1 < stop && Characters.isUsualEscape(line[i + 1])) {
                isPlain = false;
                i += 2;
            } else if (b >= ' ' && b != '\\') {
                i++; // one of the last bytes, which are looked at one by one
            } else {
                isPlain = false;
                i = Characters.after(line, i, stop);
            }
        }
    }

    private void expect(byte wanted) throws Uncertain {
        if (peek() != wanted) {
            throw new Uncertain();
        }
        at++;
    }

    private byte peek() throws Uncertain {
        if (at >= end) {
            throw new Uncertain();
        }
        return bytes[at];
    }
}
