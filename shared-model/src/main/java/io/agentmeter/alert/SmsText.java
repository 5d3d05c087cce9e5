package io.agentmeter.alert;

/// Text that fits one SMS. A message with one letter outside the GSM alphabet is sent in an encoding that has room for
/// half as many, so such letters are replaced; a few of the alphabet's signs take two places.
final class SmsText {
    /// Fits whichever way a carrier packs it: 140 bytes.
    private static final int LONGEST = 140;

    private static final String TWO_PLACES = "[]{}\\^|~";
    private static final String REPLACED = "`";
    private static final String CUT = "...";

    private SmsText() {}

    static String of(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints().forEach(point -> whole.append(sign(point)));
        if (places(whole) <= LONGEST) {
            return whole.toString();
        }
        while (places(whole) > LONGEST - CUT.length()) {
            whole.setLength(whole.length() - 1);
        }
        return whole + CUT;
    }

    private static char sign(int point) {
        boolean known = point >= 0x20 && point <= 0x7e && REPLACED.indexOf(point) < 0;
        return known ? (char) point : '?';
    }

    private static int places(CharSequence text) {
        return (int)
                text.chars().map(sign -> TWO_PLACES.indexOf(sign) < 0 ? 1 : 2).sum();
    }
}
