package io.agentmeter.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What a million events cost on AWS by list price: measured units and calls, and times that are assumed
/// (`list-prices.json`).
final class CostModel {
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final BigDecimal GIGABYTE = new BigDecimal(1L << 30);

    private final JsonNode prices;

    private CostModel(JsonNode prices) {
        this.prices = prices;
    }

    static CostModel read() {
        try (InputStream file = Objects.requireNonNull(CostModel.class.getResourceAsStream("list-prices.json"))) {
            return new CostModel(new ObjectMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BigDecimal dollarsPerMillion(WriteUnits.Measured run) {
        return parts(run).values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_UP);
    }

    /// One line a part.
    String itemised(WriteUnits.Measured run) {
        StringBuilder text = new StringBuilder(
                "Per million events, %d per POST, %s:%n".formatted(run.perPost(), run.busy() ? "busy" : "quiet"));
        parts(run)
                .forEach((part, dollars) ->
                        text.append("  %-34s %6s USD%n".formatted(part, dollars.setScale(3, RoundingMode.HALF_UP))));
        return text.append("  %-34s %6s USD".formatted("all", dollarsPerMillion(run)))
                .toString();
    }

    private Map<String, BigDecimal> parts(WriteUnits.Measured run) {
        BigDecimal events = new BigDecimal(run.events());
        BigDecimal posts = perEvent(run.posts(), events);
        BigDecimal batches = perEvent(run.batches(), events);
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        run.meter()
                .units()
                .forEach((kind, units) -> parts.put(
                        "write units: " + kind,
                        perEvent(units, events).multiply(price("dynamoDbWriteUnitsPerMillion"))));
        parts.put(
                "read units", perEvent(run.meter().readUnits(), events).multiply(price("dynamoDbReadUnitsPerMillion")));
        parts.put("HTTP API", posts.multiply(price("httpApiRequestsPerMillion")));
        parts.put("ingest", function("ingest", posts, "Post"));
        parts.put("aggregate", function("aggregate", batches, "Batch"));
        return parts;
    }

    /// @param calls per event
    private BigDecimal function(String name, BigDecimal calls, String call) {
        JsonNode needs = prices.get(name);
        BigDecimal seconds = calls.multiply(number(needs, "secondsPer" + call)).add(number(needs, "secondsPerEvent"));
        BigDecimal running = seconds.multiply(number(needs, "memoryGigabytes"))
                .multiply(price("lambdaArmGigabyteSecond"))
                .multiply(MILLION);
        BigDecimal logs = calls.multiply(number(needs, "logBytesPer" + call))
                .multiply(MILLION)
                .divide(GIGABYTE, MathContext.DECIMAL64)
                .multiply(price("logsGigabyte"));
        return running.add(logs).add(calls.multiply(price("lambdaRequestsPerMillion")));
    }

    private static BigDecimal perEvent(long count, BigDecimal events) {
        return new BigDecimal(count).divide(events, MathContext.DECIMAL64);
    }

    private BigDecimal price(String name) {
        return number(prices, name);
    }

    private static BigDecimal number(JsonNode node, String name) {
        return new BigDecimal(node.get(name).asText());
    }
}
