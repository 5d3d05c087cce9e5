package io.agentmeter.collector.backfill;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.collector.Json;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.usage.Money;
import java.io.PrintStream;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a person, or with `--json` a program, what a run did.
final class Report {
    private static final String ROW = "%-32s %10s %14s %16s %14s %14s %16s%n";

    private final BackfillResult result;
    private final Sums sums;
    private final Delivery.@Nullable Counts sent;

    /// @param sent null if nothing was to be sent
    Report(BackfillResult result, PriceBook prices, Delivery.@Nullable Counts sent) {
        this.result = result;
        this.sums = Sums.of(result.tally, prices);
        this.sent = sent;
    }

    void print(PrintStream out, Duration took) {
        long milliseconds = Math.max(1, took.toMillis());
        print(
                out,
                "Read %,d sessions: %,d files, %,d lines, %,.1f MB in %.1f s (%,.0f MB/s).%n",
                result.sessions,
                result.files,
                result.lines,
                result.bytes / 1e6,
                milliseconds / 1e3,
                result.bytes / 1e3 / milliseconds);
        if (result.unchanged > 0) {
            print(
                    out,
                    "Passed over %,d sessions that were sent before and have not changed (--all reads them again).%n",
                    result.unchanged);
        }
        if (result.older > 0) {
            print(out, "Passed over %,d sessions without changes since the given day.%n", result.older);
        }
        if (result.tally.copies() > 0) {
            print(out, "%,d requests have copies in other sessions and count once.%n", result.tally.copies());
        }
        models(out);
        if (sent == null) {
            print(out, "Nothing was sent (--dry-run).%n");
        } else {
            print(
                    out,
                    "Sent %,d events: %,d accepted, %,d merged, %,d duplicate, %,d rejected.%n",
                    sent.sent,
                    sent.accepted,
                    sent.merged,
                    sent.duplicate,
                    sent.rejected);
            sent.rejections.forEach(rejection -> print(out, "  rejected: %s%n", rejection));
            more(out, sent.rejected - sent.rejections.size());
        }
        if (result.damaged > 0) {
            print(out, "%,d lines could not be read and were left out:%n", result.damaged);
            result.damages().forEach(damage -> print(out, "  %s%n", damage.text()));
            more(out, result.damaged - result.damages().size());
        }
    }

    private void models(PrintStream out) {
        if (sums.models().isEmpty()) {
            print(out, "No usage found.%n");
            return;
        }
        print(out, ROW, "Model", "Requests", "Fresh input", "Cache read", "Cache write", "Output", "Estimated cost");
        sums.models().forEach((model, line) -> row(out, model, line));
        row(out, "All", sums.all());
        if (sums.all().unpriced > 0) {
            print(
                    out,
                    "%,d requests have no list price and are not in the estimated cost: docs/how-to/prices.md says how to add one.%n",
                    sums.all().unpriced);
        }
    }

    private static void row(PrintStream out, String name, Sums.Line line) {
        String cost = line.unpriced == line.requests && line.requests > 0 ? "unpriced" : dollars(line.cost);
        print(
                out,
                ROW,
                name,
                count(line.requests),
                count(line.freshInput),
                count(line.cacheRead),
                count(line.cacheWrite),
                count(line.output),
                cost);
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String dollars(Money cost) {
        return "$" + String.format(Locale.ROOT, "%,.4f", cost.dollars().setScale(4, RoundingMode.HALF_EVEN));
    }

    private static void more(PrintStream out, long more) {
        if (more > 0) {
            print(out, "  and %,d more%n", more);
        }
    }

    private static void print(PrintStream out, String format, Object... values) {
        out.printf(Locale.ROOT, format.replace("%n", "\n"), values);
    }

    void printJson(PrintStream out) {
        ObjectNode json = Json.object();
        json.put("sessions", result.sessions)
                .put("files", result.files)
                .put("lines", result.lines)
                .put("bytes", result.bytes);
        json.put("unchangedSessions", result.unchanged).put("olderSessions", result.older);
        json.put("copies", result.tally.copies());
        json.set("totals", line(sums.all()));
        ObjectNode models = json.putObject("models");
        for (Map.Entry<String, Sums.Line> entry : sums.models().entrySet()) {
            models.set(entry.getKey(), line(entry.getValue()));
        }
        if (sent != null) {
            ObjectNode node = json.putObject("sent");
            node.put("events", sent.sent).put("accepted", sent.accepted).put("merged", sent.merged);
            node.put("duplicate", sent.duplicate).put("rejected", sent.rejected);
        }
        ArrayNode damaged = json.put("damagedLines", result.damaged).putArray("damaged");
        result.damages().forEach(damage -> damaged.add(damage.text()));
        out.print(Json.pretty(json, "  "));
    }

    private static ObjectNode line(Sums.Line line) {
        ObjectNode json = Json.object();
        json.put("requests", line.requests)
                .put("unpricedRequests", line.unpriced)
                .put("estimatedCostUsd", line.cost.text());
        json.putObject("tokens")
                .put("freshInput", line.freshInput)
                .put("cacheRead", line.cacheRead)
                .put("cacheWrite", line.cacheWrite)
                .put("cacheWrite1h", line.cacheWrite1h)
                .put("output", line.output);
        return json.put("webSearches", line.webSearches);
    }
}
