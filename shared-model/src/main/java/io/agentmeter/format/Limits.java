package io.agentmeter.format;

/// Bounds on what one POST may carry; exceeding one is answered with 413 before any work is done.
public final class Limits {
    /// Body as sent, in bytes.
    public static final int MAX_BODY_BYTES = 1_000_000;

    /// Body of a hook as sent, in bytes: as much as a function is given. It carries what tools said, which is
    /// passed over, and an agent whose hook is refused goes on.
    public static final int MAX_HOOK_BYTES = 5_500_000;

    /// Body after unpacking, in bytes.
    public static final int MAX_UNPACKED_BYTES = 10_000_000;

    /// Unpacked size divided by packed size, from the first 100 kB on: JSON of telemetry packs about 20 to 1.
    public static final int MAX_GZIP_RATIO = 100;

    /// Events in one native body.
    public static final int MAX_EVENTS = 1_000;

    /// Log records, data points or spans in one OTLP body; exporters send what has gathered, most of it of no
    /// meaning here.
    public static final int MAX_OTLP_RECORDS = 10_000;

    /// Nesting of JSON objects and arrays.
    public static final int MAX_DEPTH = 32;

    /// Nesting in a hook's body: a tool's own input and output are inside. They are skipped, not kept.
    public static final int MAX_CONTENT_DEPTH = 500;

    /// The longest name accepted in a native event, in characters; [io.agentmeter.event.Names] may keep less of it.
    public static final int MAX_NAME_LENGTH = 200;

    /// The largest count accepted: tokens, milliseconds, seconds, lines.
    public static final long MAX_COUNT = 1_000_000_000_000L;

    /// The largest estimated cost of one request, in US dollars.
    public static final int MAX_COST_DOLLARS = 1_000_000;

    /// Digits after the point of an estimated cost.
    public static final int MAX_COST_SCALE = 18;

    private Limits() {}
}
