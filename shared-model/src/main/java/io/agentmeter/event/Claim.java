package io.agentmeter.event;

/// What a source says about a name (a project, a user, a model), and how much that is worth. Of two claims the heavier
/// one holds; of equally heavy ones the alphabetically first, so merging is associative, commutative and idempotent.
public record Claim(int weight, String value) implements Comparable<Claim> {
    /// Nothing was said.
    public static final Claim NONE = new Claim(0, "");

    /// Weight of a name that the event itself carries on purpose. Only such a claim overrides the session's.
    public static final int EXPLICIT = 10_000;

    public Claim {
        value = Names.clean(value);
        if (value.isEmpty() || weight <= 0) {
            weight = 0;
            value = "";
        }
    }

    public static Claim explicit(String value) {
        return new Claim(EXPLICIT, value);
    }

    /// A field of a request, believed as far as its source is.
    public static Claim of(Source source, String value) {
        return new Claim(1 + source.ordinal(), value);
    }

    public boolean isPresent() {
        return weight > 0;
    }

    public boolean isExplicit() {
        return weight >= EXPLICIT;
    }

    public Claim merge(Claim other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// The value, or the given one where nothing was said.
    public String or(String absent) {
        return isPresent() ? value : absent;
    }

    @Override
    public int compareTo(Claim other) {
        int byWeight = Integer.compare(weight, other.weight);
        return byWeight != 0 ? byWeight : other.value.compareTo(value);
    }
}
