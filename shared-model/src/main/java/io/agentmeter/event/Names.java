package io.agentmeter.event;

/// Names come from outside and end up in keys, files and screens.
public final class Names {
    /// Longest name kept, in bytes of UTF-8 with `#` and `%` counted as three: seven names must fit a 1,024-byte
    /// key.
    public static final int MAX_BYTES = 128;

    private Names() {}

    /// The name without control characters, unpaired surrogates and surrounding blanks, cut to [#MAX_BYTES].
    public static String clean(String name) {
        if (isPlain(name)) {
            return name;
        }
        StringBuilder clean = new StringBuilder(Math.min(name.length(), MAX_BYTES));
        int bytes = 0;
        int index = 0;
        while (index < name.length()) {
            int point = name.codePointAt(index);
            index += Character.charCount(point);
            if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
                continue;
            }
            bytes += bytesInKey(point);
            if (bytes > MAX_BYTES) {
                break;
            }
            clean.appendCodePoint(point);
        }
        return clean.toString().strip();
    }

    /// What nearly all names are: short and ASCII, with nothing to remove.
    private static boolean isPlain(String name) {
        int length = name.length();
        if (length > MAX_BYTES || length > 0 && (name.charAt(0) == ' ' || name.charAt(length - 1) == ' ')) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' || c == '#' || c == '%') {
                return false;
            }
        }
        return true;
    }

    private static int bytesInKey(int point) {
        if (point == '#' || point == '%') {
            return 3;
        }
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }
}
