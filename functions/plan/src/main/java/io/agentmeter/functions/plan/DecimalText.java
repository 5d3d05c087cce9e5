package io.agentmeter.functions.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.JsonFields;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// A decimal number that came as a number or as text.
final class DecimalText {
    private static final Pattern FORM = Pattern.compile("-?\\d{1,15}(\\.\\d{1,18})?");

    private DecimalText() {}

    static Optional<BigDecimal> of(JsonNode json) {
        String text =
                json.isNumber() ? JsonFields.plain(json.decimalValue()) : json.isTextual() ? json.textValue() : "";
        return FORM.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
