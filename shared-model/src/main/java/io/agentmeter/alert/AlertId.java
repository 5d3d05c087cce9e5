package io.agentmeter.alert;

/// Names as pieces of alert ids. An id is told once for ever, so these texts never change.
public final class AlertId {
    private static final String ABSENT = "-";
    private static final String ESCAPED_ABSENT = "%2D";

    private AlertId() {}

    /// The part of a budget. An empty one is written `-`, and one that is called so is not taken for it.
    public static String part(String part) {
        if (part.isEmpty()) {
            return ABSENT;
        }
        return part.equals(ABSENT) ? ESCAPED_ABSENT : escaped(part);
    }

    /// A name that may hold the slash that separates pieces.
    public static String escaped(String name) {
        return name.replace("%", "%25").replace("/", "%2F");
    }
}
