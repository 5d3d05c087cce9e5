package io.agentmeter.slice;

/// Name of the session-day's attribute that one slice page sets: `q37`, `q37p2`.
public record QuarterName(int index, int page) {
    static String of(int index, int page) {
        return new QuarterName(index, page).text();
    }

    public String text() {
        return page == 0 ? "q" + index : "q" + index + "p" + page;
    }

    public static boolean isOne(String attribute) {
        return attribute.length() > 1 && attribute.charAt(0) == 'q' && Character.isDigit(attribute.charAt(1));
    }

    public static QuarterName parse(String attribute) {
        String[] parts = attribute.substring(1).split("p", -1);
        return new QuarterName(Integer.parseInt(parts[0]), parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
    }
}
