package io.agentmeter.architecture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the tables of the reference pages.
final class ReferencePages {
    private static final Pattern ROUTE_ROW = Pattern.compile(
            "^\\| `(?<method>[A-Z]+) (?<path>/\\S*)` \\| (?<scope>\\w+) \\| (?<function>[\\w-]+) \\|$",
            Pattern.MULTILINE);
    private static final Pattern SETTING_ROW =
            Pattern.compile("^\\| `(?<name>AGENTMETER_\\w+)` \\| (?<default>[^|]+?) \\|", Pattern.MULTILINE);

    private ReferencePages() {}

    /// Rows as `POST /v1/events ingest ingest`: route key, scope, function.
    static List<String> routes(String page) {
        return ROUTE_ROW
                .matcher(page)
                .results()
                .map(row -> String.join(
                        " ", row.group("method"), row.group("path"), row.group("scope"), row.group("function")))
                .toList();
    }

    /// Settings by name with their default; absent where one is required.
    static Map<String, Optional<String>> settings(String page) {
        return SETTING_ROW
                .matcher(page)
                .results()
                .collect(Collectors.toMap(row -> row.group("name"), row -> whenAbsent(row.group("default"))));
    }

    private static Optional<String> whenAbsent(String column) {
        if (column.startsWith("required")) {
            return Optional.empty();
        }
        return Optional.of(column.equals("empty") ? "" : column.replace("`", ""));
    }
}
