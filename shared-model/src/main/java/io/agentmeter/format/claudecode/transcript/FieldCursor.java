package io.agentmeter.format.claudecode.transcript;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks over the fields of one line, which must be JSON. Every value is taken exactly once, by one of the methods.
interface FieldCursor {
    /// The name of the object's next field, whose value is to be taken then; null behind the last one. A name that
    /// nobody asks for may be another one that nobody asks for.
    @Nullable
    String next() throws IOException;

    /// Whether the value is an object, which is then walked over with [#next] to its end. Takes any other value.
    boolean isObject() throws IOException;

    /// The value as text that many lines share; empty if it is no string.
    String sharedText() throws IOException;

    /// The value as text; empty if it is no string.
    String text() throws IOException;

    /// The value as a time; empty if it is none.
    Optional<Instant> time() throws IOException;

    /// The value as a whole number from 0 on, written as a number or as text; 0 if it is null; -1 if it is none.
    long count() throws IOException;

    boolean isTrue() throws IOException;

    /// The value as a number; null if it is none.
    @Nullable
    BigDecimal number() throws IOException;

    void skip() throws IOException;
}
