package io.agentmeter.event;

/// Names come from outside and end up in keys, files and screens.
public final class Names {
    private Names() {}

    /// The name without control characters, unpaired surrogates and surrounding blanks, at most [Claim#MAX_LENGTH] long.
    public static String clean(String name) {
        StringBuilder clean = new StringBuilder(Math.min(name.length(), Claim.MAX_LENGTH));
        name.codePoints()
                .filter(point -> !Character.isISOControl(point))
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .limit(Claim.MAX_LENGTH)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }
}
