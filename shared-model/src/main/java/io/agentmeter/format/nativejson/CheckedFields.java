package io.agentmeter.format.nativejson;

import io.agentmeter.event.Names;
import io.agentmeter.format.Counts;
import io.agentmeter.format.Limits;
import io.agentmeter.format.Times;
import io.agentmeter.format.json.PickedFields;
import io.agentmeter.format.json.PickedFields.Type;
import io.agentmeter.format.json.PickedFields.Value;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads fields by their rules and remembers the first that breaks its rule. Reading goes on with a harmless value, so
/// that a mapper need not stop at each field; it asks once, at the end.
final class CheckedFields {
    private static final BigDecimal HIGHEST_COST = BigDecimal.valueOf(Limits.MAX_COST_DOLLARS);

    private final PickedFields fields;
    private Optional<Problem> problem = Optional.empty();

    /// @param field path of the field
    record Problem(String field, String reason) {}

    CheckedFields(PickedFields fields) {
        this.fields = fields;
    }

    Optional<Problem> firstProblem() {
        return problem;
    }

    void refuse(String field, String reason) {
        if (problem.isEmpty()) {
            problem = Optional.of(new Problem(field, reason));
        }
    }

    /// A string; empty if absent.
    String text(String field) {
        return typed(field, Type.TEXT, "must be a string").orElse("");
    }

    /// A string of at most [Limits#MAX_NAME_LENGTH] characters, cleaned; empty if absent.
    String name(String field) {
        String text = text(field);
        if (text.codePointCount(0, text.length()) > Limits.MAX_NAME_LENGTH) {
            refuse(field, "must not be longer than " + Limits.MAX_NAME_LENGTH + " characters");
        }
        return Names.clean(text);
    }

    boolean flag(String field, boolean absent) {
        return typed(field, Type.FLAG, "must be true or false")
                .map("true"::equals)
                .orElse(absent);
    }

    void object(String field) {
        typed(field, Type.OBJECT, "must be an object");
    }

    /// A whole number of at least 0; 0 if absent.
    long count(String field) {
        Optional<String> digits = typed(field, Type.NUMBER, "must be a number");
        if (digits.isEmpty()) {
            return 0;
        }
        OptionalLong count = Counts.whole(digits.get());
        if (count.isEmpty()) {
            refuse(field, Counts.whyNotWhole(digits.get()));
        }
        return count.orElse(0);
    }

    boolean has(String field) {
        return fields.value(field).isPresent();
    }

    Optional<Instant> time(String field) {
        String text = text(field);
        Optional<Instant> time = Times.ofIso(text);
        if (time.isEmpty()) {
            refuse(field, has(field) ? "must be a time like 2026-11-22T09:15:04.480Z" : "is missing");
        }
        return time;
    }

    /// Dollars as a decimal string or as a number, both exact.
    Optional<Money> cost(String field) {
        Optional<Value> value = fields.value(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        boolean isText = value.get().type() == Type.TEXT || value.get().type() == Type.NUMBER;
        Optional<BigDecimal> cost = isText ? Counts.decimal(value.get().text()) : Optional.empty();
        if (cost.isEmpty()) {
            refuse(field, "must be a decimal number of dollars, best as a string");
        } else if (cost.get().signum() < 0) {
            refuse(field, "must not be negative");
        } else if (cost.get().compareTo(HIGHEST_COST) > 0) {
            refuse(field, "must not be above " + Limits.MAX_COST_DOLLARS);
        } else if (cost.get().stripTrailingZeros().scale() > Limits.MAX_COST_SCALE) {
            refuse(field, "must not have more than " + Limits.MAX_COST_SCALE + " digits after the point");
        }
        return problem.isEmpty() ? cost.map(Money::new) : Optional.empty();
    }

    private Optional<String> typed(String field, Type type, String otherwise) {
        Optional<Value> value = fields.value(field);
        if (value.isPresent() && value.get().type() != type) {
            refuse(field, otherwise);
            return Optional.empty();
        }
        return value.map(Value::text);
    }
}
