package io.agentmeter.architecture;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What only the text of a source file shows.
final class Sources {
    private static final Pattern VAR = Pattern.compile("(?m)^\\s*(?:final )?var \\w+|[(;] ?var \\w+");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^(?:@\\w+(?:\\([^)]*\\))?\\s+)*public (?:(?:abstract|final|sealed|non-sealed|strictfp) )*(?:class|record|enum|interface|@interface) (?<name>\\w+)");
    private static final Pattern COMMENT_OR_TEXT =
            Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|//[^\\n]*|/\\*.*?\\*/");

    private Sources() {}

    /// Local variables without an explicit type.
    static List<String> untypedVariables(String source) {
        String code = COMMENT_OR_TEXT.matcher(source).replaceAll(" ");
        return VAR.matcher(code).results().map(match -> match.group().strip()).toList();
    }

    /// Public top-level types that no `///` comment introduces.
    static List<String> undocumentedTypes(String source) {
        return PUBLIC_TYPE
                .matcher(source)
                .results()
                .filter(match -> !lineBefore(source, match).startsWith("///"))
                .map(match -> match.group("name"))
                .toList();
    }

    static long lines(String source) {
        return source.lines().count();
    }

    private static String lineBefore(String source, MatchResult match) {
        return source.substring(0, match.start())
                .stripTrailing()
                .lines()
                .reduce("", (_, line) -> line)
                .strip();
    }
}
