package io.agentmeter.format;

/// Bounds on what one POST may carry; exceeding one is answered with 413 before any work is done.
public final class Limits {
    /// Body as sent, in bytes.
    public static final int MAX_BODY_BYTES = 1_000_000;

    /// Body after unpacking, in bytes.
    public static final int MAX_UNPACKED_BYTES = 10_000_000;

    /// Unpacked size divided by packed size, from the first 100 kB on: JSON of telemetry packs about 20 to 1.
    public static final int MAX_GZIP_RATIO = 100;

    /// Events in one native body, log records or data points in one OTLP body.
    public static final int MAX_EVENTS = 1_000;

    /// Nesting of JSON objects and arrays.
    public static final int MAX_DEPTH = 32;

    private Limits() {}
}
