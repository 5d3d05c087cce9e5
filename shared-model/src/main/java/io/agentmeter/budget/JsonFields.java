package io.agentmeter.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentmeter.event.Names;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the fields of an object that an administrator sent and collects everything that is wrong with them. A field
/// that is wrong reads as absent; a field of `null` is absent.
public final class JsonFields {
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    private static final int MOST_DIGITS = 100;

    private final List<FieldProblem> problems = new ArrayList<>();

    public List<FieldProblem> problems() {
        return List.copyOf(problems);
    }

    public void wrong(String field, String reason) {
        problems.add(new FieldProblem(field, reason));
    }

    public boolean isWrong(String field) {
        return problems.stream().anyMatch(problem -> problem.field().equals(field));
    }

    /// Names every field that nobody asks for.
    public void allow(JsonNode object, String path, Collection<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(path + name, "is not known; known are " + String.join(", ", known));
            }
        });
    }

    public static boolean has(JsonNode object, String name) {
        return object.hasNonNull(name);
    }

    /// A name of one line, as it is stored.
    public Optional<String> text(JsonNode object, String path, String name) {
        if (!has(object, name)) {
            return Optional.empty();
        }
        JsonNode value = object.path(name);
        String text = value.isTextual() ? value.textValue() : "";
        if (!value.isTextual() || text.isBlank()) {
            wrong(path + name, "must be a text that is not empty");
            return Optional.empty();
        }
        if (!Names.clean(text).equals(text)) {
            wrong(
                    path + name,
                    "must have no blanks around it, no control characters and at most " + Names.MAX_BYTES + " bytes");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /// A sentence or two that somebody writes.
    public Optional<String> requiredSentence(JsonNode object, String path, String name, int most) {
        String text =
                object.path(name).isTextual() ? object.path(name).textValue().strip() : "";
        if (text.isEmpty() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            wrong(path + name, "must be a text of one line with at most " + most + " characters");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    public Optional<String> requiredText(JsonNode object, String path, String name) {
        if (!has(object, name)) {
            wrong(path + name, "is missing");
        }
        return text(object, path, name);
    }

    /// A decimal number above or at `least`, as text or number.
    public Optional<BigDecimal> amount(JsonNode object, String path, String name, boolean zeroAllowed) {
        if (!has(object, name)) {
            return Optional.empty();
        }
        JsonNode value = object.path(name);
        String text = value.isNumber() ? plain(value.decimalValue()) : value.asText("");
        if (value.isContainerNode()
                || value.isBoolean()
                || !AMOUNT.matcher(text).matches()) {
            boolean below =
                    text.startsWith("-") && AMOUNT.matcher(text.substring(1)).matches();
            wrong(
                    path + name,
                    below
                            ? (zeroAllowed ? "must not be below zero" : "must be above zero")
                            : "must be a decimal number such as 10 or \"2.50\", with at most 9 places");
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(text);
        if (amount.signum() == 0 && !zeroAllowed) {
            wrong(path + name, "must be above zero");
            return Optional.empty();
        }
        return Optional.of(amount);
    }

    /// A number as it is written without an exponent; empty where it would have more digits than is ever meant: a
    /// few bytes could ask for a gigabyte.
    public static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_DIGITS ? "" : number.toPlainString();
    }

    /// A whole number from `least` to `most`.
    public Optional<Integer> number(JsonNode object, String path, String name, int least, int most) {
        if (!has(object, name)) {
            return Optional.empty();
        }
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            wrong(path + name, "must be a whole number from " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(value.intValue());
    }

    public Optional<Instant> time(JsonNode object, String path, String name) {
        Optional<String> text = text(object, path, name);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeException malformed) {
            wrong(path + name, "is not a time such as 2026-11-22T18:00:00Z");
            return Optional.empty();
        }
    }

    public Optional<LocalDate> day(JsonNode object, String path, String name) {
        Optional<String> text = text(object, path, name);
        try {
            Optional<LocalDate> day = text.map(LocalDate::parse);
            if (day.filter(given -> given.getYear() < 2000 || given.getYear() > 2200)
                    .isEmpty()) {
                return day;
            }
        } catch (DateTimeException malformed) {
            // Answered below, as days outside of every calendar here.
        }
        wrong(path + name, "is not a day such as 2026-11-22");
        return Optional.empty();
    }

    public JsonNode object(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (has(object, name) && !value.isObject()) {
            wrong(name, "must be an object");
        }
        return value.isObject() ? value : JsonNodeFactory.instance.objectNode();
    }
}
