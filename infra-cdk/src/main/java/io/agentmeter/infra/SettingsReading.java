package io.agentmeter.infra;

import io.agentmeter.alert.ThresholdText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The answer to reading the settings: all of them, or everything that is wrong with them.
public sealed interface SettingsReading {
    /// Every value makes sense.
    record Readable(DeploymentSettings settings) implements SettingsReading {}

    /// One sentence for each value that does not.
    record Refused(List<String> problems) implements SettingsReading {}

    /// @param context the value of a context name (`-c name=value`, `cdk.json`), or `null`
    static SettingsReading of(Function<String, @Nullable Object> context) {
        Reader reader = new Reader(context, new ArrayList<>());
        DeploymentSettings defaults = DeploymentSettings.defaults(reader.front());
        DeploymentSettings settings = new DeploymentSettings(
                defaults.front(),
                reader.text("version", defaults.version()),
                reader.zone(defaults.zone()),
                reader.thresholds(defaults.dailyThresholds()),
                reader.oneOf("costPolicy", defaults.costPolicy(), List.of("reported", "list")),
                reader.number("rawRetentionDays", defaults.rawRetentionDays(), 1, 3_650),
                reader.number("idleGapMinutes", defaults.idleGapMinutes(), 0, 60),
                reader.list("alertEmails", Reader.EMAIL, "an e-mail address"),
                reader.list("alertPhones", Reader.PHONE, "a phone number such as +41791234567"),
                reader.concurrency(defaults.ingestConcurrency()),
                reader.number("requestsPerSecond", defaults.requestsPerSecond(), 1, 10_000),
                reader.number("writesPerSecond", defaults.writesPerSecond(), 1, 40_000),
                reader.oneOf("tracing", "false", List.of("false", "true")).equals("true"));
        return reader.problems.isEmpty() ? new Readable(settings) : new Refused(List.copyOf(reader.problems));
    }

    /// Reads value by value and remembers what it could not accept.
    record Reader(Function<String, @Nullable Object> context, List<String> problems) {
        private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
        private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

        private Front front() {
            List<String> labels =
                    Arrays.stream(Front.values()).map(Front::label).toList();
            String chosen = oneOf("front", Front.HTTP_API.label(), labels);
            return Arrays.stream(Front.values())
                    .filter(front -> front.label().equals(chosen))
                    .findFirst()
                    .orElseThrow();
        }

        private String text(String name, String fallback) {
            Object value = context.apply(name);
            return value == null ? fallback : value.toString().strip();
        }

        private String oneOf(String name, String fallback, List<String> allowed) {
            String value = text(name, fallback);
            if (allowed.contains(value)) {
                return value;
            }
            problems.add("%s must be one of %s, not '%s'".formatted(name, String.join(", ", allowed), value));
            return fallback;
        }

        private String thresholds(String fallback) {
            String value = text("dailyThresholds", fallback);
            ThresholdText.parse(value).problems().forEach(problem -> problems.add("dailyThresholds: " + problem));
            return value;
        }

        private String zone(String fallback) {
            String value = text("zone", fallback);
            try {
                return ZoneId.of(value).getId();
            } catch (DateTimeException unknown) {
                problems.add("zone must be a time zone such as Europe/Zurich, not '%s'".formatted(value));
                return fallback;
            }
        }

        private int number(String name, int fallback, int least, int most) {
            String value = text(name, Integer.toString(fallback));
            if (value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most) {
                return Integer.parseInt(value);
            }
            problems.add("%s must be a whole number from %d to %d, not '%s'".formatted(name, least, most, value));
            return fallback;
        }

        private Optional<Integer> concurrency(Optional<Integer> fallback) {
            return text("ingestConcurrency", "").equals("none")
                    ? Optional.empty()
                    : Optional.of(number("ingestConcurrency", fallback.orElseThrow(), 1, 1_000));
        }

        private List<String> list(String name, Pattern shape, String kind) {
            List<String> values = Arrays.stream(text(name, "").split(","))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
            values.stream()
                    .filter(value -> !shape.matcher(value).matches())
                    .forEach(value -> problems.add("%s: '%s' is not %s".formatted(name, value, kind)));
            return values;
        }
    }
}
