package io.agentmeter.format.claudecode.transcript;

/// Steps over the characters in a JSON string that are not plain ASCII, if they are valid.
final class Characters {
    private Characters() {}

    /// The place after the escape or the character of several bytes that begins at `at`.
    static int after(byte[] bytes, int at, int end) throws Uncertain {
        byte b = bytes[at];
        if (b == '\\') {
            return afterEscape(bytes, at, end);
        }
        if (b < 0) {
            return afterCharacter(bytes, at, end);
        }
        throw new Uncertain(); // a control character
    }

    /// What nearly always follows a backslash.
    static boolean isUsualEscape(byte b) {
        return b == 'n' || b == '"' || b == '\\' || b == 't';
    }

    private static int afterEscape(byte[] bytes, int at, int end) throws Uncertain {
        int next = at + 1 < end ? bytes[at + 1] : 0;
        return switch (next) {
            case 'n', '"', '\\', 't', '/', 'b', 'f', 'r' -> at + 2;
            case 'u' -> afterHex(bytes, at + 2, end);
            default -> throw new Uncertain();
        };
    }

    private static int afterHex(byte[] bytes, int at, int end) throws Uncertain {
        if (at + 4 > end) {
            throw new Uncertain();
        }
        for (int i = at; i < at + 4; i++) {
            byte b = bytes[i];
            if ((b < '0' || b > '9') && (b < 'a' || b > 'f') && (b < 'A' || b > 'F')) {
                throw new Uncertain();
            }
        }
        return at + 4;
    }

    /// The well-formed sequences of the Unicode standard, table 3-7.
    private static int afterCharacter(byte[] bytes, int at, int end) throws Uncertain {
        int lead = bytes[at] & 0xff;
        int second = at + 1 < end ? bytes[at + 1] & 0xff : 0;
        int length;
        boolean fits;
        if (lead >= 0xc2 && lead <= 0xdf) {
            length = 2;
            fits = isBetween(second, 0x80, 0xbf);
        } else if (lead >= 0xe0 && lead <= 0xef) {
            length = 3;
            fits = isBetween(second, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
        } else {
            length = 4;
            fits = isBetween(lead, 0xf0, 0xf4)
                    && isBetween(second, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
        }
        if (!fits || at + length > end) {
            throw new Uncertain();
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                throw new Uncertain();
            }
        }
        return at + length;
    }

    private static boolean isBetween(int value, int low, int high) {
        return value >= low && value <= high;
    }
}
