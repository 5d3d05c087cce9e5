package io.agentmeter.slice;

import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Sequences;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// When a session was active inside one quarter-hour. Only the transaction that writes a slice writes its quarter, so
/// it is set, not added.
///
/// @param mask bit n is the quarter's minute n
/// @param firstMs first event, milliseconds from the quarter's start; -1 if there is none
/// @param lastMs last event, likewise
/// @param lastRequestMs last model request, likewise
/// @param sources bit n is [Source] n: which sources said anything
/// @param sequences numbers of the records that were seen, where the agent numbers them
public record QuarterActivity(int mask, int firstMs, int lastMs, int lastRequestMs, int sources, Sequences sequences) {
    public static final QuarterActivity NONE = new QuarterActivity(0, -1, -1, -1);

    private static final int PARTS_BEFORE_SOURCES = 4;

    /// As stored before sources and numbers were kept.
    public QuarterActivity(int mask, int firstMs, int lastMs, int lastRequestMs) {
        this(mask, firstMs, lastMs, lastRequestMs, 0, Sequences.NONE);
    }

    static QuarterActivity of(Instant quarter, Collection<Entry> entries) {
        QuarterActivity all = NONE;
        for (Entry entry : entries) {
            all = all.merge(of(quarter, entry.event()));
        }
        return all;
    }

    private static QuarterActivity of(Instant quarter, UsageEvent event) {
        int offset = Math.toIntExact(Duration.between(quarter, event.time()).toMillis());
        int mask = event.isActivity() ? 1 << offset / 60_000 : 0;
        int sources = 0;
        for (Source source : event.envelope().sources()) {
            sources |= 1 << source.ordinal();
        }
        return new QuarterActivity(
                mask,
                offset,
                offset,
                event instanceof ModelRequest ? offset : -1,
                sources,
                event.envelope().sequences());
    }

    /// Two pages of one quarter-hour.
    public QuarterActivity merge(QuarterActivity other) {
        int first =
                firstMs < 0 || other.firstMs < 0 ? Math.max(firstMs, other.firstMs) : Math.min(firstMs, other.firstMs);
        return new QuarterActivity(
                mask | other.mask,
                first,
                Math.max(lastMs, other.lastMs),
                Math.max(lastRequestMs, other.lastRequestMs),
                sources | other.sources,
                sequences.merge(other.sequences));
    }

    public Optional<Instant> first(Instant quarter) {
        return at(quarter, firstMs);
    }

    public Optional<Instant> last(Instant quarter) {
        return at(quarter, lastMs);
    }

    public Optional<Instant> lastRequest(Instant quarter) {
        return at(quarter, lastRequestMs);
    }

    private static Optional<Instant> at(Instant quarter, int offset) {
        return offset < 0 ? Optional.empty() : Optional.of(quarter.plusMillis(offset));
    }

    public boolean heard(Source source) {
        return (sources >> source.ordinal() & 1) == 1;
    }

    /// Whether a stored text says the same, as far as it says it: older texts say nothing of sources and numbers.
    public boolean isSaidBy(String stored) {
        QuarterActivity said = parse(stored);
        return said.equals(this)
                || (stored.split("\\.", -1).length == PARTS_BEFORE_SOURCES
                        && said.equals(new QuarterActivity(mask, firstMs, lastMs, lastRequestMs)));
    }

    /// Numbers in base 36: `7fff.0.2k.2k`, then sources and sequences: `7fff.0.2k.2k.1g.1-9_b`.
    public String text() {
        String times = String.join(
                ".",
                Integer.toString(mask, 36),
                Integer.toString(firstMs, 36),
                Integer.toString(lastMs, 36),
                Integer.toString(lastRequestMs, 36));
        return sources == 0 && sequences.isEmpty()
                ? times
                : times + "." + Integer.toString(sources, 36) + (sequences.isEmpty() ? "" : "." + sequences.text());
    }

    public static QuarterActivity parse(String text) {
        String[] parts = text.split("\\.", -1);
        return new QuarterActivity(
                Integer.parseInt(parts[0], 36),
                Integer.parseInt(parts[1], 36),
                Integer.parseInt(parts[2], 36),
                Integer.parseInt(parts[3], 36),
                parts.length > PARTS_BEFORE_SOURCES ? Integer.parseInt(parts[PARTS_BEFORE_SOURCES], 36) : 0,
                parts.length > PARTS_BEFORE_SOURCES + 1
                        ? Sequences.parse(parts[PARTS_BEFORE_SOURCES + 1])
                        : Sequences.NONE);
    }
}
