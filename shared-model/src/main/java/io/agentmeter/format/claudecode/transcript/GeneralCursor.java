package io.agentmeter.format.claudecode.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads any JSON, with Jackson. Says what is right where [CompactCursor] is in doubt, and checks it in the tests.
final class GeneralCursor implements FieldCursor, AutoCloseable {
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final JsonParser parser;

    /// Stands on the first value of `bytes[from, to)`.
    GeneralCursor(byte[] bytes, int from, int to) throws IOException {
        parser = JSON.createParser(bytes, from, to - from);
        parser.nextToken();
    }

    @Override
    public @Nullable String next() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    /// Whether nothing follows.
    boolean isAtEnd() throws IOException {
        return parser.nextToken() == null;
    }

    @Override
    public boolean isObject() throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        skip();
        return false;
    }

    @Override
    public String sharedText() throws IOException {
        return text();
    }

    @Override
    public String text() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        skip();
        return "";
    }

    @Override
    public Optional<Instant> time() throws IOException {
        return LineTime.parse(text());
    }

    @Override
    public long count() throws IOException {
        try {
            return switch (parser.currentToken()) {
                case VALUE_NULL -> 0;
                case VALUE_NUMBER_INT -> parser.getLongValue();
                case VALUE_NUMBER_FLOAT -> parser.getDecimalValue().longValueExact();
                case VALUE_STRING -> Long.parseLong(parser.getText());
                default -> -1;
            };
        } catch (ArithmeticException | NumberFormatException | InputCoercionException _) {
            return -1;
        }
    }

    @Override
    public boolean isTrue() throws IOException {
        boolean is = parser.currentToken() == JsonToken.VALUE_TRUE;
        skip();
        return is;
    }

    @Override
    public @Nullable BigDecimal number() throws IOException {
        if (parser.currentToken().isNumeric()) {
            return parser.getDecimalValue();
        }
        skip();
        return null;
    }

    @Override
    public void skip() throws IOException {
        parser.skipChildren();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
