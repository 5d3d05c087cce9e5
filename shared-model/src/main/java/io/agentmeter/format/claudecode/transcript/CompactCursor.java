package io.agentmeter.format.claudecode.transcript;

import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads JSON as Claude Code writes it, straight from the bytes: without blanks between the tokens, and with plain
/// whole numbers where something is counted. On anything else it gives up with [Uncertain], and the general reader
/// decides. So what it does accept is valid JSON, and it never says anything that the general reader would not say.
final class CompactCursor implements FieldCursor {
    /// Digits of a count that cannot overflow.
    private static final int MOST_DIGITS = 18;

    private static final int DEEPEST = 64;
    private static final long QUOTES = WordSearch.everywhere('"');
    private static final long BACKSLASHES = WordSearch.everywhere('\\');
    private static final long BLANKS = WordSearch.everywhere(' ');

    private final KnownNames names;
    private final SharedTexts texts;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int name;
    private boolean first;
    private boolean plain;

    /// @param names the only names that anybody asks for
    CompactCursor(KnownNames names) {
        this.names = names;
        this.texts = new SharedTexts(names.size());
    }

    /// Stands on the beginning of `line[from, to)`.
    CompactCursor on(byte[] line, int from, int to) {
        bytes = line;
        at = from;
        end = to;
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
            first = false;
            return null;
        }
        if (!first) {
            expect((byte) ',');
        }
        first = false;
        int from = at + 1;
        name = names.find(bytes, from, nameEnd());
        return names.name(name);
    }

    @Override
    public boolean isObject() throws Uncertain {
        if (peek() == '{') {
            at++;
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
        int from = at + 1;
        int to = stringEnd();
        return texts.get(name, bytes, from, to, plain);
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
            case '{' -> skipObject(depth + 1);
            case '[' -> skipArray(depth + 1);
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

    private void skipObject(int depth) throws Uncertain {
        at++;
        if (peek() == '}') {
            at++;
            return;
        }
        do {
            nameEnd();
            skip(depth);
        } while (isFollowed((byte) '}'));
    }

    private void skipArray(int depth) throws Uncertain {
        at++;
        if (peek() == ']') {
            at++;
            return;
        }
        do {
            skip(depth);
        } while (isFollowed((byte) ']'));
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
                long quotes = word ^ QUOTES;
                long backslashes = word ^ BACKSLASHES;
                // A zero byte of these two, a control character, or a byte outside of ASCII.
                long ends = ((quotes - WordSearch.ONES) & ~quotes
                                | (backslashes - WordSearch.ONES) & ~backslashes
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
            if (b >= ' ' && b != '\\') {
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
