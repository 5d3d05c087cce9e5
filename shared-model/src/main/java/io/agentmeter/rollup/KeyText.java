package io.agentmeter.rollup;

import java.util.List;
import java.util.stream.Collectors;

/// Parts joined with `#` into one key; parts are escaped, so two lists of parts never share a text.
public final class KeyText {
    private static final String ABSENT = "-";
    private static final String ESCAPED_ABSENT = "%2D";

    private KeyText() {}

    public static String join(List<String> parts) {
        return parts.stream().map(KeyText::escape).collect(Collectors.joining("#"));
    }

    public static List<String> split(String text) {
        return List.of(text.split("#", -1)).stream().map(KeyText::unescape).toList();
    }

    /// An empty part is written `-`, because it must be visible in a key.
    static String escape(String part) {
        if (part.isEmpty()) {
            return ABSENT;
        }
        return part.equals(ABSENT) ? ESCAPED_ABSENT : part.replace("%", "%25").replace("#", "%23");
    }

    static String unescape(String text) {
        if (text.equals(ABSENT)) {
            return "";
        }
        return text.replace(ESCAPED_ABSENT, ABSENT).replace("%23", "#").replace("%25", "%");
    }
}
