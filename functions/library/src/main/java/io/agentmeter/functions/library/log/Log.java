package io.agentmeter.functions.library.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.agentmeter.functions.library.StoreUnavailable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Writes one JSON object per line. A line has a fixed key for what happened, ids and counts; callers never pass names
/// of people, prompts, bodies or tokens, and of a fault only its kind is written, because messages may quote what was
/// being read.
///
/// ```java
/// log.info("batch_folded").with("records", 25).with("slices", 3).write();
/// ```
public final class Log {
    enum Level {
        INFO,
        WARN,
        ERROR
    }

    private static final JsonFactory JSON = new JsonFactory();

    private final String function;
    private final String requestId;
    private final Consumer<String> out;
    private final Clock clock;

    private Log(String function, String requestId, Consumer<String> out, Clock clock) {
        this.function = function;
        this.requestId = requestId;
        this.out = out;
        this.clock = clock;
    }

    /// Lines go to standard output, which Lambda keeps.
    public static Log of(String function) {
        return new Log(function, "", System.out::println, Clock.systemUTC());
    }

    /// Lines go to the given place.
    public static Log to(Consumer<String> out, String function, Clock clock) {
        return new Log(function, "", out, clock);
    }

    /// The same log for one invocation.
    public Log forRequest(String id) {
        return new Log(function, id, out, clock);
    }

    public Line info(String message) {
        return new Line(Level.INFO, message);
    }

    public Line warn(String message) {
        return new Line(Level.WARN, message);
    }

    public Line error(String message) {
        return new Line(Level.ERROR, message);
    }

    /// One line in the making.
    public final class Line {
        private final StringWriter text = new StringWriter();
        private final JsonGenerator json;

        private Line(Level level, String message) {
            try {
                json = JSON.createGenerator(text);
                json.writeStartObject();
                json.writeStringField("time", clock.instant().toString());
                json.writeStringField("level", level.name().toLowerCase(Locale.ROOT));
                json.writeStringField("function", function);
                if (!requestId.isEmpty()) {
                    json.writeStringField("requestId", requestId);
                }
                json.writeStringField("message", message);
            } catch (IOException e) {
                throw unexpected(e);
            }
        }

        /// @param id something that identifies without telling: a request id, an event key, a day, a route
        public Line with(String name, String id) {
            try {
                json.writeStringField(name, id);
            } catch (IOException e) {
                throw unexpected(e);
            }
            return this;
        }

        public Line with(String name, long count) {
            try {
                json.writeNumberField(name, count);
            } catch (IOException e) {
                throw unexpected(e);
            }
            return this;
        }

        /// The kinds of a fault and of its causes, what AWS called it, and where it happened.
        public Line fault(Throwable fault) {
            StringBuilder kinds = new StringBuilder(fault.getClass().getName());
            if (fault instanceof StoreUnavailable) {
                with("what", String.valueOf(fault.getMessage()));
            }
            Throwable last = fault;
            for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
                kinds.append(" < ").append(cause.getClass().getName());
                last = cause;
            }
            if (last instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
                with("awsError", refused.awsErrorDetails().errorCode());
                with("awsRequestId", String.valueOf(refused.requestId()));
            }
            StackTraceElement[] stack = last.getStackTrace();
            return with("fault", kinds.toString()).with("at", stack.length == 0 ? "unknown" : stack[0].toString());
        }

        public void write() {
            try {
                json.writeEndObject();
                json.close();
            } catch (IOException e) {
                throw unexpected(e);
            }
            out.accept(text.toString());
        }

        private static UncheckedIOException unexpected(IOException e) {
            return new UncheckedIOException("a string does not fail to be written to", e);
        }
    }
}
