package io.agentmeter.architecture;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads the tables of the reference pages, and the names that sources use.
final class ReferencePages {
    private static final Pattern ROUTE_ROW = Pattern.compile(
            "^\\| `(?<method>[A-Z]+) (?<path>/\\S*)` \\| (?<scope>\\w+) \\| (?<function>[\\w-]+) \\|$",
            Pattern.MULTILINE);
    private static final Pattern SETTING_ROW =
            Pattern.compile("^\\| `(?<name>AGENTMETER_\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern SETTING_LITERAL = Pattern.compile("\"(?<name>AGENTMETER_\\w+)\"");

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

    static Set<String> settings(String page) {
        return names(SETTING_ROW, page);
    }

    static Set<String> settingsUsed(String source) {
        return names(SETTING_LITERAL, source);
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group("name"))
                .forEach(names::add);
        return names;
    }
}
