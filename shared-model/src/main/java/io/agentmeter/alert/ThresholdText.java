package io.agentmeter.alert;

import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Thresholds as a person writes them: `all=50,project=10,project/shop=1.00`. A comma, an equals sign or a percent sign
/// inside a name is written as in a URL: `%2C`, `%3D`, `%25`.
public final class ThresholdText {
    private final List<String> problems = new ArrayList<>();
    private final DailyThresholds thresholds;

    private ThresholdText(String text) {
        List<DailyThreshold> read = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                read(part.strip()).ifPresent(read::add);
            }
        }
        thresholds = new DailyThresholds(read);
    }

    public static ThresholdText parse(String text) {
        return new ThresholdText(text);
    }

    /// What was understood.
    public DailyThresholds thresholds() {
        return thresholds;
    }

    /// What was not, one sentence each.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private Optional<DailyThreshold> read(String part) {
        int equals = part.lastIndexOf('=');
        if (equals < 0) {
            return wrong(part, "has no amount");
        }
        String[] name = part.substring(0, equals).strip().split("/", 2);
        Optional<AlertScope> scope = AlertScope.ofLabel(name[0].strip());
        if (scope.isEmpty()) {
            return wrong(part, "does not begin with one of " + scopes());
        }
        String key = name.length == 1 ? "" : name[1].strip();
        if (name.length == 2 && (key.isEmpty() || scope.get() == AlertScope.ALL)) {
            return wrong(part, scope.get() == AlertScope.ALL ? "gives a name to all" : "has no name behind the slash");
        }
        return amount(part, part.substring(equals + 1).strip())
                .flatMap(amount -> decoded(part, key).map(decoded -> new DailyThreshold(scope.get(), decoded, amount)));
    }

    private Optional<Money> amount(String part, String text) {
        if (!text.matches("\\d{1,12}(\\.\\d{1,9})?") || new BigDecimal(text).signum() == 0) {
            return wrong(part, "needs an amount in dollars above zero, such as 10 or 2.50");
        }
        return Optional.of(Money.ofDollars(text));
    }

    private Optional<String> decoded(String part, String key) {
        try {
            return Optional.of(URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return wrong(part, "has a percent sign that is not followed by two hexadecimal digits");
        }
    }

    private <T> Optional<T> wrong(String part, String why) {
        problems.add("\"" + part + "\" " + why);
        return Optional.empty();
    }

    private static String scopes() {
        return Arrays.stream(AlertScope.values()).map(AlertScope::label).collect(Collectors.joining(", "));
    }
}
