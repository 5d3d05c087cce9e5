package io.agentmeter.collector.backfill;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A day, which begins at midnight UTC, or a time.
final class Since implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException _) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a day like 2026-11-01 nor a time like 2026-11-01T08:00:00Z");
        }
    }
}
