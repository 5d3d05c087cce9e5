package io.agentmeter.functions.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// A decimal number that came as a number or as text.
final class DecimalText {
    private static final Pattern FORM = Pattern.compile("-?\\d{1,15}(\\.\\d{1,18})?");

    private static final int MOST_DIGITS = 100;

    private DecimalText() {}

    /// Nothing where written out it would have more digits than is ever meant: a few bytes could ask for a
    /// gigabyte.
    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_DIGITS ? "" : number.toPlainString();
    }

    static Optional<BigDecimal> of(JsonNode json) {
        String text = json.isNumber() ? plain(json.decimalValue()) : json.isTextual() ? json.textValue() : "";
        return FORM.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
